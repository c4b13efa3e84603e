// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operation;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What this process counts, in the Prometheus text format. The only class that sees the client library. Labels come
 * from bounded sets: sources, routes and codes; beyond 100 values of one label the rest is counted as {@code overflow}.
 * Thread-safe.
 */
public final class Metrics {
    /** Media type of {@link #scrape}. */
    public static final String MEDIA_TYPE = TextFormat.CONTENT_TYPE_004;

    private static final int MAX_VALUES = 100;
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

    private final CollectorRegistry registry = new CollectorRegistry();
    private final EngineFigures figures;
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();
    private final Counter received = counter("tocsin_events_received_total", "Signals accepted.", "source");
    private final Counter invalid =
            counter("tocsin_events_invalid_total", "Bodies or records that were not understood.", "source", "reason");
    private final Counter rejected =
            counter("tocsin_intake_rejected_total", "Bodies that were not taken.", "source", "reason");
    private final Counter duplicates = counter(
            "tocsin_intake_duplicates_total",
            "Deliveries that had been taken before, by the sender's own id.",
            "source");
    private final Counter refused =
            counter("tocsin_http_refusals_total", "Requests that were refused, by code of the problem.", "reason");
    private final Counter requests = counter("tocsin_http_requests_total", "Requests answered.", "route", "code");
    private final Histogram durations = Histogram.build("tocsin_http_request_duration_seconds", "Time to the answer.")
            .labelNames("route")
            .buckets(SECONDS)
            .register(registry);

    /** Metrics of a process of this version, with the engine's own figures beside them. */
    public Metrics(String version, Supplier<Map<String, Double>> figures) {
        Gauge.build("tocsin_build_info", "Always 1; the label says what runs.")
                .labelNames("version")
                .register(registry)
                .labels(version)
                .set(1);
        this.figures = new EngineFigures(figures);
        new StandardExports().register(registry);
        new MemoryPoolsExports().register(registry);
        new GarbageCollectorExports().register(registry);
        new ThreadExports().register(registry);
    }

    /** Exports the number of open connections. */
    public void connections(IntSupplier open) {
        Gauge.build("tocsin_http_connections", "Open connections.")
                .create()
                .setChild(new Gauge.Child() {
                    @Override
                    public double get() {
                        return open.getAsInt();
                    }
                })
                .register(registry);
    }

    /** Counts accepted signals. */
    public void received(String source, int signals) {
        received.labels(source).inc(signals);
    }

    /** Counts what a door did not understand. */
    public void invalid(String source, String reason, int records) {
        invalid.labels(source, bounded("invalid", reason)).inc(records);
    }

    /** Counts a body that was not taken. */
    public void rejected(String source, String reason) {
        rejected.labels(source, bounded("rejected", reason)).inc();
    }

    /** Counts a delivery that had been taken before. */
    public void duplicate(String source) {
        duplicates.labels(source).inc();
    }

    /** Counts a refused request. */
    public void refused(String reason) {
        refused.labels(bounded("refused", reason)).inc();
    }

    /** Counts an answer. */
    public void answered(String route, int status, double seconds) {
        requests.labels(route, Integer.toString(status)).inc();
        durations.labels(route).observe(seconds);
    }

    /** Everything, in the text format. */
    public String scrape() {
        StringWriter out = new StringWriter();
        try {
            TextFormat.write004(out, Collections.enumeration(families()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /**
     * The families without the creation times that the library adds to each counter, and each name once: what the engine
     * calls as the server does is left out, because a scrape with two families of one name is refused.
     */
    private List<Collector.MetricFamilySamples> families() {
        Set<String> names = new HashSet<>();
        return Stream.concat(Collections.list(registry.metricFamilySamples()).stream(), figures.collect().stream())
                .filter(family -> names.add(family.name))
                .map(family -> new Collector.MetricFamilySamples(
                        family.name,
                        family.unit,
                        family.type,
                        family.help,
                        family.samples.stream()
                                .filter(sample -> !sample.name.endsWith("_created"))
                                .toList()))
                .toList();
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.build(name, help).labelNames(labels).register(registry);
    }

    private String bounded(String label, String value) {
        Set<String> known = seen.computeIfAbsent(label, key -> ConcurrentHashMap.newKeySet());
        if (known.contains(value)) {
            return value;
        }
        return known.size() < MAX_VALUES && known.add(value) ? value : "overflow";
    }
}
