// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads metrics, one signal per data point; a histogram gives its sum, and its count under the name with
 * {@code .count}. A metric is never money: Claude Code's cost metric tells what its events tell, and says so in the
 * label {@code tocsin.also_told_by}.
 */
final class Metrics {
    private static final List<String> WITH_VALUE = List.of("gauge", "sum");
    private static final List<String> WITH_SUM = List.of("histogram", "exponentialHistogram", "summary");
    private static final int NO_RECORDED_VALUE = 1;

    private final Export export;

    Metrics(Export export) {
        this.export = export;
    }

    void read(Node resourceMetrics) {
        for (Node resource : resourceMetrics.items()) {
            Attributes ofResource = Attributes.of(resource.at("resource", "attributes"));
            for (Node scope : resource.at("scopeMetrics").items()) {
                Attributes ofScope = ofResource.with(scope.at("scope", "attributes"));
                scope.at("metrics").items().forEach(metric -> metric(metric, ofScope));
            }
        }
    }

    private void metric(Node metric, Attributes ofScope) {
        for (String kind : WITH_VALUE) {
            for (Node point : points(metric, kind)) {
                double value = point.at("asDouble").exists() ? point.number("asDouble") : point.number("asInt");
                point(new Point(metric, kind, "", value), point, ofScope);
            }
        }
        for (String kind : WITH_SUM) {
            for (Node point : points(metric, kind)) {
                if (point.at("sum").exists()) {
                    point(new Point(metric, kind, "", point.number("sum")), point, ofScope);
                }
                point(new Point(metric, kind, ".count", point.number("count")), point, ofScope);
            }
        }
    }

    private static List<Node> points(Node metric, String kind) {
        return metric.at(kind, "dataPoints").items();
    }

    private void point(Point told, Node point, Attributes ofScope) {
        if ((point.countOrZero("flags") & NO_RECORDED_VALUE) != 0) {
            return;
        }
        Attributes attributes = ofScope.with(point.at("attributes"));
        SignalDraft draft = export.gate().draft(SignalType.METRIC);
        Instant at = export.time(point.at("timeUnixNano"));
        Instant start = Export.nanos(point.at("startTimeUnixNano"));
        String name = told.name();
        attributes.attribute(draft);
        attributes.label(draft);
        draft.fit(Field.NAME, name)
                .time(Field.AT, at)
                .time(Field.START, start)
                .text(Field.TEMPORALITY, told.temporality())
                .number(Field.VALUE, told.value())
                .fit(Field.UNIT, told.metric().text("unit"))
                .label("tocsin.also_told_by", alsoToldBy(name))
                .label("model", model(attributes.text("model")));
        if (at != null) {
            draft.text(Field.ID, "metric-" + Ids.hash(name, at, start, draft.labels()));
        }
        export.admit();
    }

    private static @Nullable String model(@Nullable String told) {
        return told == null ? null : PriceBook.bareModel(told);
    }

    private static @Nullable String alsoToldBy(String name) {
        boolean same = name.startsWith("claude_code.cost.") || name.startsWith("claude_code.token.");
        return same ? "claude_code.api_request" : null;
    }

    /** What a data point tells, with the metric and the kind it stands in. */
    private record Point(Node metric, String kind, String suffix, double value) {
        String name() {
            return metric.text("name", "") + suffix;
        }

        String temporality() {
            String told = metric.at(kind).text("aggregationTemporality", "");
            if (kind.equals("gauge")) {
                return "gauge";
            }
            return told.equals("1") || told.endsWith("DELTA") ? "delta" : "cumulative";
        }
    }
}
