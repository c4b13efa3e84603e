// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.AlertStream;
import io.tocsin.bench.load.EventRequests;
import io.tocsin.bench.load.HttpLoad;
import io.tocsin.bench.load.LoadResult;
import io.tocsin.bench.load.ProbeRequests;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.ProcessFigures;
import io.tocsin.bench.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How soon an alert is out under a steady load: single events at a fixed rate, beside them 20 a second that trip
 * {@code cost.expensive-request}, each timed from its sending to its alert in the stream of server-sent events.
 */
public final class AlertLatency implements Subject {
    private static final int PROBES_PER_SECOND = 20;
    private static final int PROBE_CONNECTIONS = 8;
    private static final int GRACE_SECONDS = 10;
    private static final int UNHEARD = 500_000;
    private static final double MILLIS = 1_000;

    /** Bars of the product: an answer within 100 ms, a decision within 50 ms, both at the 99th percentile. */
    private static final Limit ANSWER = Limit.atMost(100);

    private static final Limit ALERT = Limit.atMost(50);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "how soon an alert is out at a steady rate of single events, open loop";
    }

    @Override
    public List<Figure> measure(Options options) {
        try (Target target = Target.start(options.requireCommand(), options.work())) {
            EventRequests requests = new EventRequests(target.address(), 1, options.users(), 1, options.clock());
            HttpLoad load = new HttpLoad(target.address(), requests, options.connections());
            warmUp(target, load, options);
            return probe(target, load, options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Also with probes: what a server does for its first alert is not what it does for every alert. */
    private static void warmUp(Target target, HttpLoad load, Options options) {
        int probes = (int) (PROBES_PER_SECOND * Math.ceil(options.warmup().toMillis() / MILLIS) + 1);
        ProbeRequests sent = new ProbeRequests(target.address(), UNHEARD, probes, options.clock());
        HttpLoad probing = new HttpLoad(target.address(), sent, PROBE_CONNECTIONS);
        CompletableFuture<LoadResult> beside =
                CompletableFuture.supplyAsync(() -> probing.open(PROBES_PER_SECOND, options.warmup()));
        load.open(options.rate(), options.warmup());
        beside.join();
    }

    private static List<Figure> probe(Target target, HttpLoad load, Options options) throws InterruptedException {
        Duration time = options.time();
        int probes = (int) (PROBES_PER_SECOND * time.toSeconds());
        ProbeRequests sent = new ProbeRequests(target.address(), 0, probes, options.clock());
        AlertStream alerts = new AlertStream(probes, sent::sentNanos);
        if (!alerts.listen(target.address())) {
            throw new IllegalStateException("the server did not answer GET /api/v1/stream within 10 s");
        }
        ProcessFigures before = target.figures();
        HttpLoad probing = new HttpLoad(target.address(), sent, PROBE_CONNECTIONS);
        CompletableFuture<LoadResult> beside =
                CompletableFuture.supplyAsync(() -> probing.open(PROBES_PER_SECOND, time));
        LoadResult result = load.open(options.rate(), time);
        ProcessFigures after = target.figures();
        LoadResult probed = beside.join();
        long missing = alerts.awaitMissing(GRACE_SECONDS);
        return List.of(
                Figure.of("accepted", result.eventsPerSecond(), "events/s")
                        .within(Limit.atLeast(0.99 * options.rate())),
                Figure.of("not accepted", (double) (result.failed() + probed.failed()), "requests")
                        .within(Limit.atMost(0)),
                Figure.of("alerts missing", (double) missing, "alerts").within(Limit.atMost(0)),
                Figure.of("alert p50", alerts.latencies().millis(0.5), "ms"),
                Figure.of("alert p99", alerts.latencies().millis(0.99), "ms").within(ALERT),
                Figure.of("alert max", alerts.latencies().maxMillis(), "ms"),
                Figure.of("answer p50", result.latencies().millis(0.5), "ms"),
                Figure.of("answer p99", result.latencies().millis(0.99), "ms").within(ANSWER),
                Figure.of("answer max", result.latencies().maxMillis(), "ms"),
                Figure.of("server CPU", ServerLoad.cpuMicros(before, after, result.events()), "us/event"),
                Figure.of("server RSS", after.rssMib(), "MiB"));
    }
}
