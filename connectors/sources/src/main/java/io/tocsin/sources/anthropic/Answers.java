// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.ErrorWords;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.RateLimitHeaders;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the Messages API with the headers they came with. {@code input_tokens} excludes the cache; the time is
 * that of the header {@code date}. A refusal is an answer with status 200.
 */
final class Answers {
    private static final int OK = 200;

    private final Message message;

    Answers(Message message) {
        this.message = message;
    }

    Instant receivedAt() {
        return message.receivedAt();
    }

    Optional<Problem> message(Node answer, SignalGate gate) {
        Node usage = answer.at("usage");
        if (answer.text("model") == null || !usage.isObject()) {
            return Records.unknown("a message with model and usage");
        }
        Node written = usage.at("cache_creation");
        Long created = usage.count("cache_creation_input_tokens");
        long hour = written.countOrZero("ephemeral_1h_input_tokens");
        SignalDraft draft = call(answer.text("id"), gate);
        draft.fit(Field.MODEL, answer.text("model"))
                .count(Field.INPUT, usage.count("input_tokens"))
                .count(Field.CACHE_READ, usage.count("cache_read_input_tokens"))
                .count(Field.CACHE_CREATION, created != null ? created : sum(hour, written))
                .count(Field.CACHE_CREATION_1H, hour)
                .count(Field.OUTPUT, usage.count("output_tokens"))
                .count(Field.STATUS, OK)
                .fit(Field.STOP_REASON, answer.text("stop_reason"))
                .fit(Field.SERVICE_TIER, usage.text("service_tier"))
                .fit(Field.REGION, usage.text("inference_geo"))
                .text(Field.SPEED, "fast".equals(usage.text("speed")) ? "fast" : null);
        RateLimitHeaders.read(message.headers(), draft);
        return gate.admit();
    }

    /** The envelope does not name the model. */
    Optional<Problem> error(Node envelope, SignalGate gate) {
        String word = envelope.at("error").text("type");
        if (word == null) {
            return Records.unknown("an error with error.type");
        }
        SignalDraft draft = call(envelope.text("request_id"), gate);
        draft.text(Field.MODEL, "unknown")
                .count(Field.STATUS, ErrorWords.status(word))
                .fit(Field.ERROR_TYPE, word);
        RateLimitHeaders.read(message.headers(), draft);
        return gate.admit();
    }

    private SignalDraft call(@Nullable String id, SignalGate gate) {
        Instant sent = date(message.headers().get("date"));
        return gate.draft(SignalType.LLM_CALL)
                .fit(Field.ID, id != null ? id : message.headers().get("request-id"))
                .time(Field.AT, Times.plausible(sent, message.receivedAt()))
                .text(Field.PROVIDER, "anthropic")
                .fit(Field.WORKSPACE, message.headers().get("anthropic-organization-id"));
    }

    private static long sum(long hour, Node written) {
        long minutes = written.countOrZero("ephemeral_5m_input_tokens");
        return hour < 0 || minutes < 0 || hour > Long.MAX_VALUE / 2 || minutes > Long.MAX_VALUE / 2
                ? Long.MAX_VALUE
                : hour + minutes;
    }

    private static @Nullable Instant date(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException wrong) {
            return null;
        }
    }
}
