// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.demo.traffic.Plot;
import io.tocsin.app.demo.traffic.RunawayAgent;
import io.tocsin.app.demo.traffic.Simulator;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends a minute of the company's traffic every second, to the members in turn, as a good sender does: what was not
 * accepted is sent again, under the same ids, to the next member. Thread-safe.
 */
final class ClusterTraffic implements AutoCloseable {
    private static final int TIMES = 60;
    private static final Duration AGO = Duration.ofMinutes(55);
    private static final Duration ORDINARY = Duration.ofDays(1);
    private static final long EVERY_MILLIS = 100;
    private static final int AGENT_EVERY = 2;
    private static final long AGAIN_MILLIS = 200;
    private static final long PATIENCE_SECONDS = 6;

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "tocsin-traffic"));
    private final List<DemoMember> members = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final Instant from = Instant.now().minus(AGO);
    private final long began = System.nanoTime();
    private final Simulator simulator;
    private final RunawayAgent agent;
    private volatile boolean running;
    private long rounds;
    private volatile boolean over;

    ClusterTraffic(long seed, PriceBook prices, List<DemoMember> members) {
        this.members.addAll(members);
        this.simulator =
                new Simulator(seed, from, Plot.of(seed, from.plus(ORDINARY)), prices, decision -> Optional.empty());
        this.agent = new RunawayAgent(prices);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start() {
        timer.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The agent begins to call itself. */
    void runAway() {
        running = true;
    }

    /** No longer sends to a member. */
    void without(DemoMember member) {
        members.remove(member);
    }

    /** Sends to one more member. */
    void with(DemoMember member) {
        members.add(member);
    }

    /** Makes nothing new; what was not accepted is still sent again. */
    void end() {
        over = true;
    }

    /** Signals sent, each counted once. */
    long sent() {
        return sent.get();
    }

    /** Signals that a member has accepted. */
    long accepted() {
        return accepted.get();
    }

    private void send() {
        if (over) {
            return;
        }
        long elapsed = System.nanoTime() - began;
        List<Signal> signals = new ArrayList<>(simulator.until(from.plusNanos(elapsed * TIMES)));
        rounds++;
        if (running && rounds % AGENT_EVERY == 0) {
            signals.add(agent.next(Instant.now()));
        }
        if (!signals.isEmpty()) {
            sent.addAndGet(signals.size());
            offer(signals);
        }
    }

    private void offer(List<Signal> signals) {
        DemoMember member = members.get(Math.floorMod(turn.getAndIncrement(), members.size()));
        member.engine()
                .accept(signals)
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .whenComplete((receipt, failure) -> {
                    if (failure == null) {
                        accepted.addAndGet(signals.size());
                    } else {
                        again(signals);
                    }
                });
    }

    private void again(List<Signal> signals) {
        try {
            timer.schedule(() -> offer(signals), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            over = true;
        }
    }

    @Override
    public void close() {
        over = true;
        timer.shutdownNow();
    }
}
