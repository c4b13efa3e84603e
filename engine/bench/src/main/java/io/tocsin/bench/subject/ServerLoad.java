// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.EventRequests;
import io.tocsin.bench.load.HttpLoad;
import io.tocsin.bench.load.LoadResult;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.ProcessFigures;
import io.tocsin.bench.target.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A closed loop against a server, and what it cost the server. */
final class ServerLoad {
    private static final String EACH = "us/event";

    private ServerLoad() {}

    /** Warms up, then measures; figures are named after the batch size. */
    static List<Figure> closedLoop(Target target, EventRequests requests, Options options) {
        return closedLoop(List.of(target.address()), target::figures, requests, options);
    }

    /** The same against several servers in turn; the figures are those of all of them together. */
    static List<Figure> closedLoop(
            List<URI> servers, Supplier<ProcessFigures> cost, EventRequests requests, Options options) {
        HttpLoad load = new HttpLoad(servers, requests, options.connections());
        load.closed(options.warmup());
        ProcessFigures before = cost.get();
        ProcessFigures ownBefore = ProcessFigures.own();
        LoadResult result = load.closed(options.time());
        ProcessFigures after = cost.get();
        ProcessFigures ownAfter = ProcessFigures.own();
        String prefix = "batch " + requests.eventsEach() + ": ";
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(prefix + "accepted", result.eventsPerSecond(), "events/s"));
        figures.add(Figure.of(prefix + "requests", result.requestsPerSecond(), "requests/s"));
        figures.add(Figure.of(prefix + "not accepted", (double) result.failed(), "requests")
                .within(Limit.atMost(0)));
        figures.add(Figure.of(prefix + "answer p50", result.latencies().millis(0.5), "ms"));
        figures.add(Figure.of(prefix + "answer p99", result.latencies().millis(0.99), "ms"));
        figures.add(Figure.of(prefix + "answer max", result.latencies().maxMillis(), "ms"));
        figures.add(Figure.of(prefix + "server CPU", cpuMicros(before, after, result.events()), EACH));
        figures.add(Figure.of(prefix + "generator CPU", cpuMicros(ownBefore, ownAfter, result.events()), EACH));
        figures.add(Figure.of(prefix + "server RSS", after.rssMib(), "MiB"));
        return figures;
    }

    /** What the bare journal does in the same run. */
    static List<Figure> bareCommits(Options options) {
        return new BareJournal()
                .measure(options).stream()
                        .filter(figure -> figure.name().endsWith("CPU per event")
                                || figure.name().endsWith("commit p50")
                                || figure.name().endsWith("commit p99"))
                        .map(figure -> Figure.of("bare journal, " + figure.name(), figure.value(), figure.unit()))
                        .toList();
    }

    /** Processor time between two readings, in microseconds per event. */
    static double cpuMicros(ProcessFigures before, ProcessFigures after, long events) {
        return (after.cpuSeconds() - before.cpuSeconds()) * 1e6 / events;
    }
}
