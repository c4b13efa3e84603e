// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import io.tocsin.server.source.DeliveryRecord.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The last deliveries of one source, since the start and in memory only: 100 that were taken, and 50 that were refused, apart
 * from one another so that a stranger who knocks pushes nobody else out. Thread-safe.
 */
public final class IntakeLog {
    private static final int MOST_TAKEN = 100;
    private static final int MOST_REFUSED = 50;

    private final Deque<DeliveryRecord> taken = new ArrayDeque<>();
    private final Deque<DeliveryRecord> refused = new ArrayDeque<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long last;

    /** The number of the next delivery. */
    public synchronized long next() {
        return ++last;
    }

    /** Adds a delivery once it is answered. */
    public synchronized void add(DeliveryRecord delivery) {
        counts.merge(delivery.verdict(), 1L, Long::sum);
        boolean away = delivery.verdict() == Outcome.REFUSED;
        Deque<DeliveryRecord> ring = away ? refused : taken;
        ring.addFirst(delivery);
        if (ring.size() > (away ? MOST_REFUSED : MOST_TAKEN)) {
            ring.removeLast();
        }
    }

    /** The last deliveries, newest first. */
    public synchronized List<DeliveryRecord> newest() {
        List<DeliveryRecord> all = new ArrayList<>(taken);
        all.addAll(refused);
        all.sort(Comparator.comparingLong(DeliveryRecord::number).reversed());
        return all;
    }

    /** How many ended how since the start; an outcome that never came is missing. */
    public synchronized Map<Outcome, Long> counts() {
        return new EnumMap<>(counts);
    }
}
