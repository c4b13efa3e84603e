// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads metrics, one signal per data point; a histogram, exponential or not, and a summary give their sum, and their count under
 * the name with {@code .count}. A metric is money only for sources that expectations name as metered: Claude Code's cost metric tells
 * what its events tell, and says so in the label {@code tocsin.also_told_by}.
 */
final class Metrics {
    private static final double TWO_TO_63 = 0x1p63;

    private final Export export;

    Metrics(Export export) {
        this.export = export;
    }

    void read(List<ResourceMetrics> resourceMetrics) {
        for (ResourceMetrics resource : resourceMetrics) {
            Attributes ofResource = Attributes.NONE.with(resource.getResource().getAttributesList());
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                Attributes ofScope = ofResource.with(scope.getScope().getAttributesList());
                scope.getMetricsList().forEach(metric -> metric(metric, ofScope));
            }
        }
    }

    private void metric(Metric metric, Attributes ofScope) {
        Series series = new Series(metric, ofScope);
        switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsList().forEach(point -> number(series, point, "gauge"));
            case SUM -> {
                String temporality = word(metric.getSum().getAggregationTemporality());
                metric.getSum().getDataPointsList().forEach(point -> number(series, point, temporality));
            }
            case HISTOGRAM -> {
                String temporality = word(metric.getHistogram().getAggregationTemporality());
                metric.getHistogram().getDataPointsList().forEach(point -> histogram(series, point, temporality));
            }
            case EXPONENTIAL_HISTOGRAM -> {
                String temporality = word(metric.getExponentialHistogram().getAggregationTemporality());
                metric.getExponentialHistogram()
                        .getDataPointsList()
                        .forEach(point -> exponential(series, point, temporality));
            }
            case SUMMARY -> metric.getSummary().getDataPointsList().forEach(point -> summary(series, point));
            default -> {
                // a metric without data tells nothing
            }
        }
    }

    private void number(Series series, NumberDataPoint point, String temporality) {
        double value = switch (point.getValueCase()) {
            case AS_DOUBLE -> point.getAsDouble();
            case AS_INT -> point.getAsInt();
            default -> Double.NaN;
        };
        Place place = new Place(
                series.ofScope.with(point.getAttributesList()),
                point.getTimeUnixNano(),
                point.getStartTimeUnixNano(),
                point.getFlags(),
                temporality);
        point(series, place, "", value);
    }

    private void histogram(Series series, HistogramDataPoint point, String temporality) {
        Place place = new Place(
                series.ofScope.with(point.getAttributesList()),
                point.getTimeUnixNano(),
                point.getStartTimeUnixNano(),
                point.getFlags(),
                temporality);
        sumAndCount(series, place, point.hasSum(), point.getSum(), point.getCount());
    }

    private void exponential(Series series, ExponentialHistogramDataPoint point, String temporality) {
        Place place = new Place(
                series.ofScope.with(point.getAttributesList()),
                point.getTimeUnixNano(),
                point.getStartTimeUnixNano(),
                point.getFlags(),
                temporality);
        sumAndCount(series, place, point.hasSum(), point.getSum(), point.getCount());
    }

    private void summary(Series series, SummaryDataPoint point) {
        Place place = new Place(
                series.ofScope.with(point.getAttributesList()),
                point.getTimeUnixNano(),
                point.getStartTimeUnixNano(),
                point.getFlags(),
                "cumulative");
        sumAndCount(series, place, true, point.getSum(), point.getCount());
    }

    private void sumAndCount(Series series, Place place, boolean summed, double sum, long count) {
        if (summed) {
            point(series, place, "", sum);
        }
        point(series, place, ".count", count >= 0 ? count : TWO_TO_63);
    }

    private void point(Series series, Place place, String suffix, double value) {
        if ((place.flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0 || export.full()) {
            return;
        }
        Attributes attributes = place.attributes;
        SignalDraft draft = export.gate().draft(SignalType.METRIC);
        Instant at = export.time(Export.nanos(place.at));
        Instant start = Export.nanos(place.start);
        String name = series.metric.getName() + suffix;
        attributes.attribute(draft);
        attributes.label(draft);
        draft.fit(Field.NAME, name)
                .time(Field.AT, at)
                .time(Field.START, start)
                .text(Field.TEMPORALITY, place.temporality)
                .number(Field.VALUE, value)
                .fit(Field.UNIT, series.metric.getUnit())
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

    private static String word(AggregationTemporality told) {
        return told == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA ? "delta" : "cumulative";
    }

    /** A metric and where it stands. */
    private record Series(Metric metric, Attributes ofScope) {}

    /** What every kind of data point tells beside its values. */
    private record Place(Attributes attributes, long at, long start, int flags, String temporality) {}
}
