// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operation;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine's own figures as metric families: {@code _total} marks a counter, everything else is a gauge. */
final class EngineFigures extends Collector {
    private static final Pattern KEY =
            Pattern.compile("([a-z][a-z0-9_]*)(?:\\{([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"})?");
    private static final String TOTAL = "_total";

    private final Supplier<Map<String, Double>> figures;

    EngineFigures(Supplier<Map<String, Double>> figures) {
        this.figures = figures;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, List<MetricFamilySamples.Sample>> families = new TreeMap<>();
        new TreeMap<>(figures.get()).forEach((key, value) -> {
            Matcher matcher = KEY.matcher(key);
            if (matcher.matches()) {
                String name = "tocsin_" + matcher.group(1);
                boolean plain = matcher.group(2) == null;
                families.computeIfAbsent(name, ignored -> new ArrayList<>())
                        .add(new MetricFamilySamples.Sample(
                                name,
                                plain ? List.of() : List.of(matcher.group(2)),
                                plain ? List.of() : List.of(matcher.group(3)),
                                value));
            }
        });
        List<MetricFamilySamples> all = new ArrayList<>();
        families.forEach((name, samples) -> all.add(family(name, samples)));
        return all;
    }

    private static MetricFamilySamples family(String name, List<MetricFamilySamples.Sample> samples) {
        boolean counter = name.endsWith(TOTAL);
        String stem = counter ? name.substring(0, name.length() - TOTAL.length()) : name;
        String help = "Engine: " + stem.substring("tocsin_".length()).replace('_', ' ') + ".";
        return new MetricFamilySamples(name, counter ? Type.COUNTER : Type.GAUGE, help, samples);
    }
}
