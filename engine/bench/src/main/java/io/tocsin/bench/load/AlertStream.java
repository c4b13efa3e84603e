// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens to {@code GET /api/v1/stream} and takes the time at which each probe is first spoken of. A line that names a
 * probe counts, whatever it says: no other server-sent event names it before its alert. Listening ends with
 * the server. Thread-safe.
 */
public final class AlertStream implements Flow.Subscriber<String> {
    private static final Pattern PROBE = Pattern.compile("probe-(\\d{6})");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Latencies latencies = new Latencies();
    private final BitSet seen = new BitSet();
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch missing;
    private final int probes;
    private final IntToLongFunction sentNanos;

    /**
     * A stream that waits for probes.
     *
     * @param probes how many there will be
     * @param sentNanos when each was sent, as {@link System#nanoTime}
     */
    public AlertStream(int probes, IntToLongFunction sentNanos) {
        this.probes = probes;
        this.sentNanos = sentNanos;
        this.missing = new CountDownLatch(probes);
    }

    /** Begins to listen and waits until the server has answered; answers whether it has within 10 seconds. */
    public boolean listen(URI server) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/stream"))
                .header("Accept", "text/event-stream")
                .build();
        CompletableFuture<?> listening = client.sendAsync(request, BodyHandlers.fromLineSubscriber(this));
        return open.await(10, TimeUnit.SECONDS) && !listening.isCompletedExceptionally();
    }

    /** Waits until every probe was spoken of, or for a time; answers how many were not. */
    public long awaitMissing(long seconds) throws InterruptedException {
        boolean complete = missing.await(seconds, TimeUnit.SECONDS);
        return complete ? 0 : missing.getCount();
    }

    /** From sending a probe to its alert; to be read when nothing more is awaited. */
    public synchronized Latencies latencies() {
        return latencies;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
        open.countDown();
    }

    @Override
    public synchronized void onNext(String line) {
        long now = System.nanoTime();
        Matcher matcher = PROBE.matcher(line);
        while (matcher.find()) {
            int probe = Integer.parseInt(matcher.group(1));
            if (probe < probes && !seen.get(probe)) {
                seen.set(probe);
                latencies.record(now - sentNanos.applyAsLong(probe));
                missing.countDown();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
