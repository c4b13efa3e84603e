// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.Members;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node without a cluster, and clusters of one, two and three members on this machine, one after the other under the
 * same load; what a second copy and a third member cost; and the bare journal of the same run.
 */
public final class ClusterSizes implements Subject {
    private static final String NODE = "node";
    private static final String CPU = "batch 100: server CPU";
    private static final String ANSWER = "1,000 single/s: answer p50";

    /** Twice what the prototype without a journal took: 7, 23 and 51 us of CPU per event, batches of 100, on two cores. */
    private static final Map<Integer, Limit> CPU_LIMITS =
            Map.of(1, Limit.atMost(2 * 7), 2, Limit.atMost(2 * 23), 3, Limit.atMost(2 * 51));

    /** Twice the prototype's, two members at 1,000/s. */
    private static final Limit ANSWER_LIMIT = Limit.atMost(2 * 1.5);

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public String summary() {
        return "clusters of 1, 2 and 3 members under the same load, and a node without a cluster";
    }

    @Override
    public List<Figure> measure(Options options) throws IOException {
        if (!options.requireCommand().contains("{config}")) {
            throw new IllegalArgumentException("--command must say where {config}, a file with settings, goes: "
                    + "--command './tocsin server --config {config} --port {port} --data {data}'");
        }
        Map<String, List<Figure>> runs = new LinkedHashMap<>();
        Path alone = options.work().resolve("alone");
        try (Members node = Members.node(options.command(), alone)) {
            runs.put(NODE, new SharedLoad(node, options).measure());
        }
        for (int size = 1; size <= 3; size++) {
            Path folder = options.work().resolve("members-" + size);
            try (Members members = Members.cluster(options.command(), folder, size, options.ledger())) {
                runs.put(members(size), limited(size, new SharedLoad(members, options).measure()));
            }
        }
        return Stream.of(byMeasure(runs), ratios(runs), ServerLoad.bareCommits(options))
                .flatMap(List::stream)
                .toList();
    }

    private static String members(int size) {
        return size == 1 ? "1 member" : size + " members";
    }

    private static List<Figure> limited(int size, List<Figure> figures) {
        return figures.stream().map(figure -> limited(size, figure)).toList();
    }

    private static Figure limited(int size, Figure figure) {
        if (figure.name().equals(CPU)) {
            return figure.within(CPU_LIMITS.getOrDefault(size, Limit.atMost(0)));
        }
        return size == 2 && figure.name().equals(ANSWER) ? figure.within(ANSWER_LIMIT) : figure;
    }

    /** The same measure of all runs on lines below each other. */
    private static List<Figure> byMeasure(Map<String, List<Figure>> runs) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < runs.getOrDefault(NODE, List.of()).size(); i++) {
            for (Map.Entry<String, List<Figure>> run : runs.entrySet()) {
                Figure figure = run.getValue().get(i);
                figures.add(
                        new Figure(figure.name() + ", " + run.getKey(), figure.value(), figure.unit(), figure.limit()));
            }
        }
        return figures;
    }

    private static List<Figure> ratios(Map<String, List<Figure>> runs) {
        List<Figure> figures = new ArrayList<>();
        for (String measure : List.of("batch 100: accepted", CPU, SharedLoad.DISK, SharedLoad.MEMORY)) {
            double one = value(runs, members(1), measure);
            figures.add(Figure.of(measure + ", 1 member / node", one / value(runs, NODE, measure), "times"));
            for (int size = 2; size <= 3; size++) {
                double more = value(runs, members(size), measure);
                figures.add(Figure.of(measure + ", " + size + " / 1", more / one, "times"));
            }
        }
        double copy = value(runs, members(2), CPU) - value(runs, members(1), CPU);
        figures.add(Figure.of("second copy: server CPU, 2 members - 1", copy, "us/event"));
        return figures;
    }

    private static double value(Map<String, List<Figure>> runs, String run, String measure) {
        return runs.getOrDefault(run, List.of()).stream()
                .filter(figure -> figure.name().equals(measure))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow();
    }
}
