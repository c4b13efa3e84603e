// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.remotewrite;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes signals of samples. A native histogram becomes its sum and its count, named as those of a classic one, {@code _sum} and
 * {@code _count}. A value that is not a number says that there is none: a stale marker, or a quotient by zero; it is taken and
 * nothing comes of it. Exemplars are not kept. Not thread-safe.
 */
final class Samples implements Version.Sink {
    private static final String NAME = "__name__";
    private static final int COUNTER = 1;
    private static final int GAUGE = 2;
    private static final int HISTOGRAM = 3;
    private static final int SUMMARY = 5;

    private static final Problem TOO_MANY = Problems.tooLarge(
            "batch-limit",
            "more than " + SignalGate.MOST_SIGNALS + " samples in one request",
            "lower max_samples_per_send");

    private final SignalGate gate;
    private int tried;
    private int samples;
    private int histograms;
    private int rejected;
    private @Nullable Problem first;

    Samples(SignalGate gate) {
        this.gate = gate;
    }

    @Override
    public void series(Series series) {
        String name = series.labels.remove(NAME);
        for (Series.Sample sample : series.samples) {
            long start = sample.startMillis() == 0 ? series.createdMillis : sample.startMillis();
            Point point = new Point(
                    name, sample.value(), series.unit, temporality(series.type, name), sample.atMillis(), start);
            if (taken(point, series)) {
                samples++;
            }
        }
        for (Series.Histogram histogram : series.histograms) {
            String temporality = histogram.gauge() ? "gauge" : "cumulative";
            Point sum = new Point(
                    named(name, "_sum"),
                    histogram.sum(),
                    series.unit,
                    temporality,
                    histogram.atMillis(),
                    series.createdMillis);
            Point count = new Point(
                    named(name, "_count"),
                    Double.isNaN(histogram.sum()) ? Double.NaN : histogram.count(),
                    null,
                    temporality,
                    histogram.atMillis(),
                    series.createdMillis);
            boolean summed = taken(sum, series);
            boolean counted = taken(count, series);
            if (summed && counted) {
                histograms++;
            }
        }
        if (series.left > 0) {
            reject(TOO_MANY, series.left);
        }
    }

    private static @Nullable String named(@Nullable String name, String suffix) {
        return name == null ? null : name + suffix;
    }

    /** By its type; where none is told, by the endings that counters and the parts of histograms have by convention. */
    private static String temporality(int type, @Nullable String name) {
        boolean counts = switch (type) {
            case COUNTER, HISTOGRAM -> true;
            case GAUGE -> false;
            case SUMMARY -> name != null && (name.endsWith("_sum") || name.endsWith("_count"));
            default ->
                name != null
                        && (name.endsWith("_total")
                                || name.endsWith("_sum")
                                || name.endsWith("_count")
                                || name.endsWith("_bucket"));
        };
        return counts ? "cumulative" : "gauge";
    }

    private boolean taken(Point point, Series series) {
        if (Double.isNaN(point.value)) {
            return true;
        }
        Optional<Problem> problem = problem(point, series);
        problem.ifPresent(why -> reject(why, 1));
        return problem.isEmpty();
    }

    private void reject(Problem why, int count) {
        rejected += count;
        first = first == null ? why : first;
    }

    private Optional<Problem> problem(Point point, Series series) {
        if (point.name == null) {
            return Optional.of(Problems.value("schema", NAME, "is needed by every series", ""));
        } else if (tried >= SignalGate.MOST_SIGNALS) {
            return Optional.of(TOO_MANY);
        }
        tried++;
        return admit(point, point.name, series);
    }

    private Optional<Problem> admit(Point point, String name, Series series) {
        SignalDraft draft = gate.draft(SignalType.METRIC);
        series.labels.forEach(draft::label);
        Instant at = Instant.ofEpochMilli(point.atMillis);
        draft.fit(Field.NAME, name)
                .time(Field.AT, at)
                .time(Field.START, point.startMillis == 0 ? null : Instant.ofEpochMilli(point.startMillis))
                .text(Field.TEMPORALITY, point.temporality)
                .number(Field.VALUE, point.value)
                .fit(Field.UNIT, point.unit)
                .fit(Field.TEAM, series.labels.get("team"))
                .fit(Field.FEATURE, series.labels.get("feature"))
                .text(Field.ID, "metric-" + Ids.hash(name, at, draft.labels()));
        return gate.admit();
    }

    /** What was taken; with counts for a sender that wants to hear them. */
    Reading reading(boolean counted) {
        String reason = first == null ? "" : first.detail();
        Map<String, Integer> taken = Map.of("Samples", samples, "Histograms", histograms, "Exemplars", 0);
        return new Reading.Understood(gate.signals(), rejected, reason, counted ? taken : Map.of());
    }

    private record Point(
            @Nullable String name,
            double value,
            @Nullable String unit,
            String temporality,
            long atMillis,
            long startMillis) {}
}
