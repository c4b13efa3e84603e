// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.litellm;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.ErrorWords;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.RateLimitHeaders;
import io.tocsin.sources.wire.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads LiteLLM's standard logging payload as its generic API callback sends it: an array, lines or a single object.
 * {@code prompt_tokens} includes the cache. {@code response_cost} is believed, except a zero for billed tokens: that is
 * what LiteLLM reports for a model it has no price of. Messages and responses are never kept. Thread-safe.
 *
 * @see <a href="https://docs.litellm.ai/docs/observability/generic_api">generic API callback</a>, read 2026-05-02
 */
public final class LiteLlmDoor implements Door {
    private static final String SOURCE = "litellm";
    private static final int OK = 200;
    private static final double MILLIS = 1000;

    private final PriceBook prices;

    /** A door that prices calls by this book where the gateway could not. */
    public LiteLlmDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return Records.orReject(message, prices, SOURCE, LiteLlmDoor::call);
    }

    private static Optional<Problem> call(Node payload, SignalGate gate) {
        if (payload.at("event").exists() && payload.at("event_group").exists()) {
            return Records.unknown("a logged call but a budget event; its address ends in litellm-webhook");
        }
        if (payload.text("id") == null || payload.text("model") == null) {
            return Records.unknown("a standard logging payload with id and model");
        }
        boolean failed = "failure".equals(payload.text("status"));
        SignalDraft draft = gate.draft(SignalType.LLM_CALL);
        draft.fit(Field.ID, payload.text("id"))
                .time(Field.AT, first(payload.time("endTime"), payload.time("startTime")))
                .fit(Field.PROVIDER, provider(payload))
                .fit(Field.MODEL, payload.text("model"))
                .number(Field.LATENCY_SECONDS, latency(payload));
        attribute(payload, draft);
        tokens(payload, draft);
        if (failed) {
            error(payload, draft);
        } else {
            draft.count(Field.STATUS, OK);
            draft.fit(Field.STOP_REASON, stopReason(payload.at("response", "choices")));
        }
        cost(payload, failed, draft);
        RateLimitHeaders.read(payload.at("hidden_params", "additional_headers").texts(), draft);
        return gate.admit();
    }

    private static void attribute(Node payload, SignalDraft draft) {
        Node metadata = payload.at("metadata");
        Node told = metadata.at("spend_logs_metadata");
        Node requester = metadata.at("requester_metadata");
        String hash = metadata.text("user_api_key_hash");
        String endUser = payload.first("end_user");
        draft.fit(Field.TEAM, metadata.first("user_api_key_team_alias", "user_api_key_team_id"))
                .fit(
                        Field.USER,
                        endUser != null ? endUser : metadata.first("user_api_key_end_user_id", "user_api_key_user_id"))
                .fit(
                        Field.FEATURE,
                        first(told.text("feature"), requester.text("feature"), tag(payload.at("request_tags"))))
                .fit(
                        Field.SESSION,
                        first(requester.text("session_id"), payload.text("session_id"), payload.text("trace_id")))
                .fit(Field.WORKSPACE, first(metadata.text("user_api_key_alias"), shortened(hash)))
                .fit(
                        Field.SERVICE_TIER,
                        first(payload.at("response").text("service_tier"), parameter(payload, "service_tier")))
                .fit(Field.SPEED, "fast".equals(parameter(payload, "speed")) ? "fast" : null)
                .fit(Field.REGION, first(usage(payload).text("inference_geo"), parameter(payload, "aws_region_name")));
    }

    private static void tokens(Node payload, SignalDraft draft) {
        Node usage = usage(payload);
        long all = payload.countOrZero("prompt_tokens");
        long created = usage.countOrZero("cache_creation_input_tokens");
        Long read = usage.count("cache_read_input_tokens");
        long cached = read != null ? read : usage.at("prompt_tokens_details").countOrZero("cached_tokens");
        boolean includesCache = cached >= 0 && created >= 0 && all >= cached && all - cached >= created;
        draft.count(Field.INPUT, includesCache ? all - cached - created : all)
                .count(Field.CACHE_READ, cached)
                .count(Field.CACHE_CREATION, created)
                .count(Field.OUTPUT, payload.count("completion_tokens"));
        Long hour = usage.at("cache_creation").count("ephemeral_1h_input_tokens");
        if (hour != null && hour <= created) {
            draft.count(Field.CACHE_CREATION_1H, hour.longValue());
        }
    }

    private static void error(Node payload, SignalDraft draft) {
        Node error = payload.at("error_information");
        long told = error.countOrZero("error_code");
        int status = told < 0 || told > 999 ? 0 : (int) told;
        String text = first(error.text("error_message"), payload.text("error_str"));
        String word = ErrorWords.of(status, error.text("error_class"), text);
        draft.count(Field.STATUS, status == 0 ? ErrorWords.status(word) : status)
                .text(Field.ERROR_TYPE, word);
    }

    private static void cost(Node payload, boolean failed, SignalDraft draft) {
        double cost = payload.number("response_cost");
        if (cost != 0) {
            draft.number(Field.COST_USD, cost);
        }
        if (failed || payload.flag("cache_hit")) {
            draft.unbilled();
        }
    }

    private static double latency(Node payload) {
        double told = payload.number("response_time");
        Instant start = payload.time("startTime");
        Instant end = payload.time("endTime");
        if (!Double.isNaN(told) || start == null || end == null || end.isBefore(start)) {
            return told;
        }
        return Duration.between(start, end).toMillis() / MILLIS;
    }

    private static Node usage(Node payload) {
        Node object = payload.at("metadata", "usage_object");
        return object.isObject() ? object : payload.at("response", "usage");
    }

    private static @Nullable String provider(Node payload) {
        String told = payload.first("custom_llm_provider");
        return told == null ? null : told.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String stopReason(Node choices) {
        return choices.items().isEmpty() ? null : choices.items().get(0).text("finish_reason");
    }

    private static @Nullable String parameter(Node payload, String name) {
        return payload.at("model_parameters").text(name);
    }

    /** A tag such as {@code feature:search}, else the first that is not a client's name. */
    private static @Nullable String tag(Node tags) {
        String other = null;
        for (Node item : tags.items()) {
            String tag = item.text();
            if (tag != null && tag.startsWith("feature:")) {
                return tag.substring("feature:".length());
            }
            if (other == null && tag != null && !tag.startsWith("User-Agent:")) {
                other = tag;
            }
        }
        return other;
    }

    private static @Nullable String shortened(@Nullable String hash) {
        return hash == null ? null : "key-" + hash.substring(0, Math.min(12, hash.length()));
    }

    @SafeVarargs
    private static <T> @Nullable T first(@Nullable T... values) {
        for (T value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
