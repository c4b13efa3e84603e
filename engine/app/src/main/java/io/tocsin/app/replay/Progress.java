// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.app.terminal.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a file has been read, for people: a bar on a terminal, one line per tenth elsewhere. Not thread-safe. */
interface Progress extends AutoCloseable {

    /** So many bytes have been read, and so many rows. */
    void at(long bytes, long rows);

    @Override
    void close();

    /** The progress through a file of so many bytes. */
    static Progress of(Console console, String name, long bytes) {
        return console.errorTerminal() ? new Bar(name, bytes) : new Lines(console, name, bytes);
    }

    /** A bar. */
    final class Bar implements Progress {
        private static final long KIB = 1024;

        private final ProgressBar bar;

        Bar(String name, long bytes) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(bytes)
                    .setUnit(" KiB", KIB)
                    .setStyle(ProgressBarStyle.ASCII)
                    .build();
        }

        @Override
        public void at(long bytes, long rows) {
            bar.stepTo(bytes);
            bar.setExtraMessage(" " + rows + " rows");
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** One line per tenth. */
    final class Lines implements Progress {
        private static final int TENTHS = 10;

        private final Console console;
        private final String name;
        private final long total;
        private long told;

        Lines(Console console, String name, long bytes) {
            this.console = console;
            this.name = name;
            this.total = Math.max(1, bytes);
        }

        @Override
        public void at(long bytes, long rows) {
            long tenth = Math.min(TENTHS, bytes * TENTHS / total);
            if (tenth > told) {
                told = tenth;
                console.note("replaying " + name + ": " + tenth * TENTHS + " %, " + rows + " rows");
            }
        }

        @Override
        public void close() {}
    }
}
