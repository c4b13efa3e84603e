// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.store.OutboxItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs effects on threads of their own: in order within a lane, side by side between lanes. A vendor that is away holds
 * up its own lane only; actions have threads of their own, so that a ledger that hangs holds up no page. Thread-safe.
 */
final class EffectLanes implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EffectLanes.class);
    private static final int PAGE_THREADS = 4;
    private static final int ACTION_THREADS = 2;
    private static final long SWEEP_SECONDS = 60;
    private static final long CLOSE_SECONDS = 10;

    private final Effects effects;
    private final Clock clock;
    private final Consumer<LogEntry> log;
    private final Map<String, ArrayDeque<Tried>> lanes = new HashMap<>();
    private final ScheduledThreadPoolExecutor pages = pool(PAGE_THREADS, "tocsin-effect");
    private final ScheduledThreadPoolExecutor actions = pool(ACTION_THREADS, "tocsin-action");

    EffectLanes(Effects effects, Clock clock, Consumer<LogEntry> log) {
        this.effects = effects;
        this.clock = clock;
        this.log = log;
        this.actions.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private static ScheduledThreadPoolExecutor pool(int threads, String name) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(threads, task -> new Thread(task, name));
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    private ScheduledThreadPoolExecutor threads(Tried tried) {
        return Effects.acts(tried.item) ? actions : pages;
    }

    @SuppressWarnings("IllegalCatch")
    private void sweep() {
        try {
            effects.sweep().forEach(log);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("actions without an end could not be looked for, trying again");
        }
    }

    /** Takes one effect that is in the outbox; once closed, it stays there for the next start. */
    void offer(OutboxItem item) {
        if (pages.isShutdown()) {
            return;
        }
        Tried tried = new Tried(item, clock.instant());
        synchronized (lanes) {
            ArrayDeque<Tried> lane = lanes.computeIfAbsent(tried.lane, key -> new ArrayDeque<>());
            lane.add(tried);
            if (lane.size() == 1) {
                threads(tried).execute(() -> work(tried));
            }
        }
    }

    /** Effects that have not happened yet. */
    int waiting() {
        synchronized (lanes) {
            return lanes.values().stream().mapToInt(ArrayDeque::size).sum();
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void work(Tried tried) {
        try {
            attempt(tried);
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("intent", tried.item.id()).setCause(e).log("effect failed, trying again");
            again(tried, Backoff.pause(++tried.attempts, Optional.empty()));
        }
    }

    private void attempt(Tried tried) {
        Effects.Attempt attempt = effects.attempt(tried.item);
        tried.attempts++;
        Instant now = clock.instant();
        if (attempt.settled().isPresent()) {
            over(tried, attempt.settled().get());
        } else if (tried.hopeless(now)) {
            over(tried, settled(tried, "given-up", attempt.reason()));
        } else {
            if (tried.delayed(now)) {
                log.accept(settled(tried, Effects.DELAYED, attempt.reason()));
            }
            again(tried, Backoff.pause(tried.attempts, attempt.retryAfter()));
        }
    }

    private static LogEntry.Settled settled(Tried tried, String outcome, String reason) {
        return Effects.settled(tried.item, Effects.tenant(tried.item), outcome, reason, List.of());
    }

    private void over(Tried tried, LogEntry.Settled settled) {
        log.accept(settled);
        synchronized (lanes) {
            ArrayDeque<Tried> lane = lanes.getOrDefault(tried.lane, new ArrayDeque<>());
            lane.poll();
            Tried next = lane.peek();
            if (next == null) {
                lanes.remove(tried.lane);
            } else {
                threads(next).execute(() -> work(next));
            }
        }
    }

    private void again(Tried tried, Duration pause) {
        ScheduledThreadPoolExecutor threads = threads(tried);
        if (!threads.isShutdown()) {
            threads.schedule(() -> work(tried), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        pages.shutdown();
        actions.shutdown();
        awaitEnd(pages);
        awaitEnd(actions);
    }

    private static void awaitEnd(ScheduledThreadPoolExecutor threads) {
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
