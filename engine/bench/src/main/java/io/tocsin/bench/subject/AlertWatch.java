// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.AlertStream;
import io.tocsin.bench.load.HttpLoad;
import io.tocsin.bench.load.Latencies;
import io.tocsin.bench.load.LoadResult;
import io.tocsin.bench.load.ProbeRequests;
import io.tocsin.bench.target.ProcessFigures;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What came of a steady load with probes beside it.
 *
 * @param load what came of the load
 * @param probed what came of the probes' requests
 * @param missing probes whose alert did not come
 * @param alerts from sending a probe to its alert
 * @param before cost of the servers before
 * @param after cost of the servers after
 */
record AlertWatch(
        LoadResult load,
        LoadResult probed,
        long missing,
        Latencies alerts,
        ProcessFigures before,
        ProcessFigures after) {
    private static final int PROBES_PER_SECOND = 20;
    private static final int PROBE_CONNECTIONS = 8;
    private static final int GRACE_SECONDS = 10;
    private static final int UNHEARD = 500_000;
    private static final double MILLIS = 1_000;

    /**
     * Warms up, then measures at {@link Options#rate}.
     *
     * @param load the steady load
     * @param sendTo server that the probes go to
     * @param listenAt server whose stream is listened to
     * @param cost of the servers
     */
    static AlertWatch run(HttpLoad load, URI sendTo, URI listenAt, Supplier<ProcessFigures> cost, Options options) {
        warmUp(load, sendTo, options);
        try {
            return watch(load, sendTo, listenAt, cost, options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Also with probes: what a server does for its first alert is not what it does for every alert. */
    private static void warmUp(HttpLoad load, URI sendTo, Options options) {
        int probes = (int) (PROBES_PER_SECOND * Math.ceil(options.warmup().toMillis() / MILLIS) + 1);
        ProbeRequests sent = new ProbeRequests(sendTo, UNHEARD, probes, options.clock());
        HttpLoad probing = new HttpLoad(sendTo, sent, PROBE_CONNECTIONS);
        CompletableFuture<LoadResult> beside =
                CompletableFuture.supplyAsync(() -> probing.open(PROBES_PER_SECOND, options.warmup()));
        load.open(options.rate(), options.warmup());
        beside.join();
    }

    private static AlertWatch watch(
            HttpLoad load, URI sendTo, URI listenAt, Supplier<ProcessFigures> cost, Options options)
            throws InterruptedException {
        Duration time = options.time();
        int probes = (int) (PROBES_PER_SECOND * time.toSeconds());
        ProbeRequests sent = new ProbeRequests(sendTo, 0, probes, options.clock());
        AlertStream alerts = new AlertStream(probes, sent::sentNanos);
        if (!alerts.listen(listenAt)) {
            throw new IllegalStateException("the server did not answer GET /api/v1/stream within 10 s");
        }
        ProcessFigures before = cost.get();
        HttpLoad probing = new HttpLoad(sendTo, sent, PROBE_CONNECTIONS);
        CompletableFuture<LoadResult> beside = CompletableFuture.supplyAsync(
                () -> probing.open(PROBES_PER_SECOND, Duration.ofSeconds(time.toSeconds())));
        LoadResult result = load.open(options.rate(), time);
        ProcessFigures after = cost.get();
        LoadResult probed = beside.join();
        return new AlertWatch(result, probed, alerts.awaitMissing(GRACE_SECONDS), alerts.latencies(), before, after);
    }

    /** Requests that were not accepted. */
    long failed() {
        return load.failed() + probed.failed();
    }
}
