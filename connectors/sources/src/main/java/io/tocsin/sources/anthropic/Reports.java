// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Usage and cost reports and spend limits of the Admin API. They tell the money the calls have told already, so they
 * become metrics, never calls: running totals since the bucket began, which grow until it ends. Amounts are in cents.
 */
final class Reports {
    private static final double CENTS = 100;
    private static final List<String> LABELS = List.of(
            "model", "service_tier", "context_window", "api_key_id", "cost_type", "token_type", "inference_geo");

    private Reports() {}

    static Optional<Problem> read(Node data, SignalGate gate, Instant receivedAt) {
        Problem first = null;
        for (Node item : data.items()) {
            Optional<Problem> problem =
                    "spend_limit".equals(item.text("type")) ? spendLimit(item, gate) : bucket(item, gate, receivedAt);
            first = first == null ? problem.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private static Optional<Problem> bucket(Node bucket, SignalGate gate, Instant receivedAt) {
        Instant start = bucket.time("starting_at");
        Instant end = bucket.time("ending_at");
        if (start == null || !bucket.at("results").isArray()) {
            return Records.unknown("a usage or cost report");
        }
        Instant ended = Times.plausible(end, receivedAt);
        Total total = new Total(gate, start, ended == null ? receivedAt : ended);
        Problem first = null;
        for (Node result : bucket.at("results").items()) {
            Optional<Problem> problem = result.at("amount").exists() ? cost(result, total) : usage(result, total);
            first = first == null ? problem.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private static Optional<Problem> cost(Node result, Total total) {
        return total.add("anthropic.cost", result.number("amount") / CENTS, result.text("currency"), null, result);
    }

    private static Optional<Problem> usage(Node result, Total total) {
        Node written = result.at("cache_creation");
        Node tools = result.at("server_tool_use");
        return tokens("uncached_input", result.number("uncached_input_tokens"), result, total)
                .or(() -> tokens("cache_read", result.number("cache_read_input_tokens"), result, total))
                .or(() -> tokens("cache_creation_5m", written.number("ephemeral_5m_input_tokens"), result, total))
                .or(() -> tokens("cache_creation_1h", written.number("ephemeral_1h_input_tokens"), result, total))
                .or(() -> tokens("output", result.number("output_tokens"), result, total))
                .or(() -> tools.at("web_search_requests").exists()
                        ? total.add(
                                "anthropic.web_searches",
                                tools.number("web_search_requests"),
                                "{request}",
                                null,
                                result)
                        : Optional.empty());
    }

    private static Optional<Problem> tokens(String type, double count, Node result, Total total) {
        return Double.isNaN(count) ? Optional.empty() : total.add("anthropic.tokens", count, "{token}", type, result);
    }

    static Optional<Problem> spendLimit(Node limit, SignalGate gate) {
        if (!limit.at("amount").exists()) {
            return Optional.empty();
        }
        gate.draft(SignalType.METRIC)
                .text(Field.NAME, "anthropic.spend_limit")
                .text(Field.TEMPORALITY, "gauge")
                .number(Field.VALUE, limit.number("amount") / CENTS)
                .fit(Field.UNIT, limit.text("currency", "USD"))
                .fit(Field.WORKSPACE, limit.at("scope").text("workspace_id"))
                .label("id", limit.text("id"))
                .label("period", limit.text("period"))
                .label("scope", limit.at("scope").text("type"))
                .label("enabled", limit.text("is_enabled"));
        return gate.admit();
    }

    /** Totals of one bucket of time. */
    private record Total(SignalGate gate, Instant start, Instant at) {

        Optional<Problem> add(String name, double value, @Nullable String unit, @Nullable String type, Node result) {
            SignalDraft draft = gate.draft(SignalType.METRIC);
            draft.text(Field.NAME, name)
                    .text(Field.TEMPORALITY, "cumulative")
                    .number(Field.VALUE, value)
                    .fit(Field.UNIT, unit)
                    .time(Field.START, start)
                    .time(Field.AT, at)
                    .fit(Field.WORKSPACE, result.text("workspace_id"))
                    .label("type", type);
            LABELS.forEach(label -> draft.label(label, result.text(label)));
            String workspace = draft.text(Field.WORKSPACE);
            draft.text(Field.ID, "report-" + Ids.hash(name, start, value, workspace, draft.labels()));
            return gate.admit();
        }
    }
}
