// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Placement;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Carries what is said here to shards that are folded elsewhere: to each cell in the order of the log, again and again
 * until it has arrived. Nothing is kept but in the log: no checkpoint may cover what has not arrived. Thread-safe.
 */
final class Ferry implements AutoCloseable {
    private static final int TOGETHER = 256;
    private static final long AGAIN_MILLIS = 200;

    private final Share share;
    private final Parcels parcels;
    private final ScheduledExecutorService timer;
    private final List<Lane> lanes;
    private volatile boolean closed;

    Ferry(Share share, ScheduledExecutorService timer) {
        this.share = share;
        this.parcels = new Parcels(share);
        this.timer = timer;
        this.lanes = IntStream.range(0, Placement.CELLS).mapToObj(Lane::new).toList();
    }

    /** Takes an entry that is in the log. */
    void offer(Stamped stamped) {
        if (share.cell() != null) {
            stamped.entry()
                    .match(parcels)
                    .forEach((cell, entry) -> lanes.get(cell).add(new Parcel(stamped.seq(), entry)));
        }
    }

    /** Position up to which everything that was offered has arrived; {@link Long#MAX_VALUE} when nothing is under way. */
    long arrived() {
        return lanes.stream().mapToLong(Lane::arrived).min().orElse(Long.MAX_VALUE);
    }

    /** Entries that have not arrived yet. */
    int waiting() {
        return lanes.stream().mapToInt(Lane::waiting).sum();
    }

    /** Stops trying; what has not arrived is offered again at the next start. */
    @Override
    public void close() {
        closed = true;
    }

    private record Parcel(long seq, LogEntry entry) {}

    /** To one cell. */
    private final class Lane {
        private final int cell;
        private final ArrayDeque<Parcel> queue = new ArrayDeque<>();
        private boolean underWay;

        Lane(int cell) {
            this.cell = cell;
        }

        void add(Parcel parcel) {
            synchronized (this) {
                queue.add(parcel);
            }
            send();
        }

        private void send() {
            List<Parcel> together;
            synchronized (this) {
                if (underWay || queue.isEmpty() || closed) {
                    return;
                }
                underWay = true;
                together = queue.stream().limit(TOGETHER).toList();
            }
            share.outlet()
                    .send(cell, together.stream().map(Parcel::entry).toList())
                    .whenComplete((done, failure) -> answered(together.size(), failure == null));
        }

        private void answered(int count, boolean arrived) {
            synchronized (this) {
                underWay = false;
                for (int i = 0; arrived && i < count; i++) {
                    queue.remove();
                }
            }
            if (arrived) {
                send();
            } else if (!closed) {
                timer.schedule(this::send, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        synchronized long arrived() {
            Parcel first = queue.peek();
            return first == null ? Long.MAX_VALUE : first.seq() - 1;
        }

        synchronized int waiting() {
            return queue.size();
        }
    }
}
