// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.EventBatch;
import io.tocsin.bench.load.Latencies;
import io.tocsin.bench.report.Figure;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.Store;
import io.tocsin.store.SqliteStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The store alone: batches of 100 events appended by one thread, in commits of 1, 8 and 64 batches. */
public final class BareJournal implements Subject {
    private static final int[] GROUPS = {1, 8, 64};
    private static final int EVENTS = 100;
    private static final int TEMPLATES = 64;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "bare-journal";
    }

    @Override
    public String summary() {
        return "the store alone: batches of 100 events, 1, 8 and 64 batches in a commit";
    }

    @Override
    public List<Figure> measure(Options options) {
        List<byte[]> payloads = payloads(options.clock().instant());
        List<Figure> figures = new ArrayList<>();
        try (SqliteStore store = SqliteStore.open(options.work().resolve("journal"))) {
            for (int group : GROUPS) {
                append(store, payloads, group, options.warmup());
                figures.addAll(append(store, payloads, group, options.time()));
            }
        }
        return figures;
    }

    private static List<byte[]> payloads(Instant now) {
        List<byte[]> payloads = new ArrayList<>();
        for (int seed = 0; seed < TEMPLATES; seed++) {
            EventBatch batch = new EventBatch(EVENTS, 5_000, seed);
            batch.stamp(seed * 1_000L, now);
            payloads.add(batch.bytes());
        }
        return payloads;
    }

    private static List<Figure> append(Store store, List<byte[]> payloads, int group, Duration time) {
        Latencies commits = new Latencies();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long now = start;
        while (now - start < time.toNanos()) {
            store.commit(next(store.lastSeq(), payloads, group));
            long done = System.nanoTime();
            commits.record(done - now);
            now = done;
        }
        double batches = (double) commits.count() * group;
        double micros = (now - start) / 1e3;
        double cpuMicros = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3;
        String prefix = "commits of " + group + ": ";
        return List.of(
                Figure.of(prefix + "appends", batches / micros * 1e6, "batches/s"),
                Figure.of(prefix + "per batch", micros / batches, "us"),
                Figure.of(prefix + "CPU per event", cpuMicros / batches / EVENTS, "us"),
                Figure.of(prefix + "commit p50", commits.millis(0.5), "ms"),
                Figure.of(prefix + "commit p99", commits.millis(0.99), "ms"),
                Figure.of(prefix + "commit max", commits.maxMillis(), "ms"));
    }

    private static Commit next(long lastSeq, List<byte[]> payloads, int group) {
        List<LogRecord> log = new ArrayList<>(group);
        for (long seq = lastSeq + 1; seq <= lastSeq + group; seq++) {
            byte[] payload = payloads.get((int) (seq % payloads.size()));
            log.add(new LogRecord(seq, Instant.ofEpochMilli(seq), (byte) 1, payload));
        }
        return new Commit(log, List.of(), List.of(), List.of(), Optional.empty());
    }
}
