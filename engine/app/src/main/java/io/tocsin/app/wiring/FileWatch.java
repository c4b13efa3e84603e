// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when files have changed, by their time and size, a second or two later: a directory watch would miss those that a
 * container platform replaces by a link. Runs on a thread of its own until it is closed.
 */
final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final long LOOK_SECONDS = 2;

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tocsin-watch-files"));
    private final Supplier<List<Path>> files;
    private final Runnable changed;
    private List<String> seen;

    private FileWatch(Supplier<List<Path>> files, Runnable changed) {
        this.files = files;
        this.changed = changed;
        this.seen = look();
    }

    /** Starts to watch. @param changed told after a change; its own failure ends nothing */
    static FileWatch start(Supplier<List<Path>> files, Runnable changed) {
        FileWatch watch = new FileWatch(files, changed);
        watch.thread.scheduleWithFixedDelay(watch::compare, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return watch;
    }

    @SuppressWarnings("IllegalCatch")
    private void compare() {
        try {
            List<String> now = look();
            if (!now.equals(seen)) {
                seen = now;
                changed.run();
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("could not look at files, trying again");
        }
    }

    private List<String> look() {
        return files.get().stream().map(FileWatch::stamp).toList();
    }

    private static String stamp(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException away) {
            return file + " away";
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
