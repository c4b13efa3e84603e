// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs pollers until it is closed, each on a thread of its own: a provider that is slow keeps no other waiting. */
public final class Pollers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pollers.class);
    private static final long LOOK_MILLIS = 500;
    private static final long WAIT_SECONDS = 5;

    private final List<ScheduledExecutorService> threads;

    private Pollers(List<ScheduledExecutorService> threads) {
        this.threads = threads;
    }

    /** Starts them. */
    public static Pollers start(List<Poller> pollers) {
        return new Pollers(pollers.stream().map(Pollers::start).toList());
    }

    private static ScheduledExecutorService start(Poller poller) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                task -> new Thread(task, "tocsin-poll-" + poller.poll().name()));
        thread.scheduleWithFixedDelay(() -> look(poller), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return thread;
    }

    @SuppressWarnings("IllegalCatch")
    private static void look(Poller poller) {
        try {
            poller.look();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("poller", poller.poll().name())
                    .log("could not look, trying again");
        }
    }

    @Override
    public void close() {
        threads.forEach(ScheduledExecutorService::shutdownNow);
        for (ScheduledExecutorService thread : threads) {
            try {
                if (!thread.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS)) {
                    LOG.atWarn().log("a poller did not stop in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
