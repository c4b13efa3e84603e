// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import io.tocsin.fakes.ManualClock;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A poller on a clock that is moved by hand, and a log that knows the ids it has seen. */
final class Bench implements Poller.Sink {
    final ManualClock clock = ManualClock.at("2026-11-23T16:30:00Z");
    final List<List<Signal>> batches = new ArrayList<>();
    boolean turn = true;
    boolean open = true;
    boolean full;

    Poller poller(Question question, Duration interval) {
        return poller(question, interval, Duration.ofSeconds(5));
    }

    Poller poller(Question question, Duration interval, Duration timeout) {
        Poll poll = new Poll("status", "acme", question, interval, timeout);
        return new Poller(poll, new HttpFetcher(HttpFetcher.REPORT_BYTES), this, clock, new Random(7));
    }

    @Override
    public CompletionStage<?> accept(List<Signal> signals) {
        if (full) {
            return CompletableFuture.failedFuture(new IllegalStateException("no room"));
        }
        batches.add(signals);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean turn() {
        return turn;
    }

    @Override
    public boolean open() {
        return open;
    }

    /** Looks every second for as long. */
    void run(Poller poller, Duration span) {
        for (long left = span.toSeconds(); left > 0; left--) {
            clock.advance(Duration.ofSeconds(1));
            poller.look();
        }
    }

    /** Everything that came, each id once, in order; signs of life left out. */
    List<Signal> news() {
        return known().stream()
                .filter(signal -> !signal.id().startsWith("poll-"))
                .toList();
    }

    /** How many signs of life came. */
    long signs() {
        return known().stream()
                .filter(signal -> signal.id().startsWith("poll-"))
                .count();
    }

    private List<Signal> known() {
        Map<String, Signal> known = new LinkedHashMap<>();
        batches.forEach(batch -> batch.forEach(signal -> known.putIfAbsent(signal.id(), signal)));
        return List.copyOf(known.values());
    }
}
