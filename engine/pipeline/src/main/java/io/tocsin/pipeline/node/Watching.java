// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something every now and then, on a thread of its own, until it is closed. A look that fails is not the last. */
final class Watching implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final ScheduledExecutorService thread;
    private final String what;
    private final Runnable look;

    private Watching(String what, Runnable look) {
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tocsin-watch-" + what));
        this.what = what;
        this.look = look;
    }

    /**
     * Starts to look.
     *
     * @param what what is looked at, one word
     * @param period pause between two looks
     */
    static Watching start(String what, Duration period, Runnable look) {
        Watching watching = new Watching(what, look);
        watching.thread.scheduleWithFixedDelay(watching::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
        return watching;
    }

    @SuppressWarnings("IllegalCatch")
    private void look() {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("what", what).log("could not look, trying again");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
