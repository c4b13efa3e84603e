// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One data point of a metric.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param name the metric's name as sent
 * @param temporality whether the value is a level, an increment or a running total
 * @param value the value; for a histogram its sum
 * @param unit UCUM unit or null
 * @param start start of the interval for increments and totals; null when not told
 * @param labels attributes, without content; sorted by key, immutable
 */
public record MetricPoint(
        Origin origin,
        Attribution who,
        String name,
        Temporality temporality,
        double value,
        @Nullable String unit,
        @Nullable Instant start,
        Map<String, String> labels)
        implements Signal {
    /**
     * A gauge in seconds with which a source says how often it reports: after three times as long it is missed, without waiting
     * until its usual pace is known.
     */
    public static final String REPORT_INTERVAL = "tocsin.report_interval";

    /**
     * What a provider says it will bill for one UTC day: a running total in {@code unit}, usually USD, from {@code start} on. By
     * workspace (none is the provider's default one) and by the labels {@code provider}, {@code model} (none for what is not
     * billed by model) and {@code cost_type}, of which {@code tokens} is what calls cost.
     */
    public static final String PROVIDER_COST = "provider.cost";

    /** Whether a value is a level, an increment or a running total. */
    public enum Temporality {
        GAUGE,
        DELTA,
        CUMULATIVE
    }

    /** Copies the labels. */
    public MetricPoint {
        labels = Labels.copyOf(labels);
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.metric(this);
    }
}
