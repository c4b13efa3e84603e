// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import io.tocsin.model.signal.MetricPoint;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The totals of one bucket of time, to the fraction of a cent: lines that differ in nothing that is kept are one. Not
 * thread-safe.
 */
final class Totals {
    /** Cents to dollars. */
    private static final int CENTS = 2;

    private static final int LONGEST_NUMBER = 64;
    private static final int MOST_DIGITS = 300;
    private static final List<String> LABELS = List.of(
            "model", "service_tier", "context_window", "api_key_id", "cost_type", "token_type", "inference_geo");
    private static final List<String> SUMMED_BY = List.of("model", "cost_type");

    private final Map<Series, BigDecimal> sums = new LinkedHashMap<>();

    /** What a total is of. */
    private record Series(
            String name, String unit, @Nullable String workspace, Map<String, String> labels) {}

    /** Adds a line of a cost report. */
    Optional<Problem> cost(Node line) {
        BigDecimal cents = exact(line.at("amount"));
        if (cents == null) {
            return Records.unknown("a cost whose amount is a decimal number of cents");
        }
        String unit = line.text("currency", "USD");
        BigDecimal amount = cents.movePointLeft(CENTS);
        add("anthropic.cost", unit, labels(line, LABELS), line, amount);
        Map<String, String> summed = labels(line, SUMMED_BY);
        summed.put("provider", "anthropic");
        add(MetricPoint.PROVIDER_COST, unit, summed, line, amount);
        return Optional.empty();
    }

    /** Adds a line of a usage report. */
    Optional<Problem> usage(Node line) {
        Node written = line.at("cache_creation");
        tokens("uncached_input", line.at("uncached_input_tokens"), line);
        tokens("cache_read", line.at("cache_read_input_tokens"), line);
        tokens("cache_creation_5m", written.at("ephemeral_5m_input_tokens"), line);
        tokens("cache_creation_1h", written.at("ephemeral_1h_input_tokens"), line);
        tokens("output", line.at("output_tokens"), line);
        BigDecimal searches = exact(line.at("server_tool_use", "web_search_requests"));
        if (searches != null) {
            add("anthropic.web_searches", "{request}", labels(line, LABELS), line, searches);
        }
        return Optional.empty();
    }

    private void tokens(String type, Node count, Node line) {
        BigDecimal tokens = exact(count);
        if (tokens != null) {
            Map<String, String> labels = labels(line, LABELS);
            labels.put("type", type);
            add("anthropic.tokens", "{token}", labels, line, tokens);
        }
    }

    private void add(String name, String unit, Map<String, String> labels, Node line, BigDecimal amount) {
        sums.merge(new Series(name, unit, line.text("workspace_id"), labels), amount, BigDecimal::add);
    }

    /**
     * Makes signals of the totals. Their ids follow what they say: a figure that was read before is known, one that has moved
     * since is news.
     */
    Optional<Problem> admit(SignalGate gate, Instant start, Instant at) {
        Problem first = null;
        for (Map.Entry<Series, BigDecimal> sum : sums.entrySet()) {
            Optional<Problem> problem = admit(gate, sum.getKey(), sum.getValue().doubleValue(), start, at);
            first = first == null ? problem.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private static Optional<Problem> admit(SignalGate gate, Series series, double value, Instant start, Instant at) {
        SignalDraft draft = gate.draft(SignalType.METRIC);
        draft.text(Field.NAME, series.name())
                .text(Field.TEMPORALITY, "cumulative")
                .number(Field.VALUE, value)
                .fit(Field.UNIT, series.unit())
                .time(Field.START, start)
                .time(Field.AT, at)
                .fit(Field.WORKSPACE, series.workspace());
        series.labels().forEach(draft::label);
        String workspace = draft.text(Field.WORKSPACE);
        draft.text(Field.ID, "report-" + Ids.hash(series.name(), start, value, workspace, draft.labels()));
        return gate.admit();
    }

    private static Map<String, String> labels(Node line, List<String> names) {
        Map<String, String> labels = new TreeMap<>();
        for (String name : names) {
            String value = line.text(name);
            if (value != null) {
                labels.put(name, value);
            }
        }
        return labels;
    }

    /** A number as it is written; null when it is none, or one that no report could hold. */
    private static @Nullable BigDecimal exact(Node value) {
        String text = value.text();
        if (text == null || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return Math.abs((long) number.scale()) > MOST_DIGITS ? null : number;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }
}
