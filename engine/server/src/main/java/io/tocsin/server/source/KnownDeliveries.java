// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import io.tocsin.pipeline.signal.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The deliveries of one source by id, for 48 hours: as long as PagerDuty, the most patient sender, repeats one. At most 50,000
 * are known; then the oldest is forgotten, which only a sender that has proved who it is can bring about. Thread-safe.
 *
 * <p>This is what a repeat is answered by. That it has no second effect does not rest on it: the same body makes the same
 * signals, whose ids the log knows, also after a restart and on another member.
 */
final class KnownDeliveries {
    private static final Duration KNOWN = Duration.ofHours(48);
    /** After this a delivery that is still on its way is given up: its sender has long done so. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

    private static final int MOST = 50_000;

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    KnownDeliveries(Clock clock) {
        this.clock = clock;
    }

    /** What is known of a delivery. */
    enum Standing {
        /** Nothing; from now on it is on its way. */
        NEW,
        /** It is on its way, and nobody knows yet what becomes of it. */
        ON_ITS_WAY,
        /** It was taken. */
        TAKEN,
        /** Another one was taken under this id. */
        ANOTHER
    }

    /** Begins a delivery. @param ids each of which names it; may be empty, then it is always new */
    synchronized Standing begin(Collection<String> ids, String bodyHash) {
        long now = clock.millis();
        forgetOld(now);
        for (String id : ids) {
            Entry entry = entries.get(Ids.hash(id));
            if (entry == null || !entry.taken && now - entry.sinceMillis > ON_ITS_WAY.toMillis()) {
                continue;
            }
            if (!entry.bodyHash.equals(bodyHash)) {
                return Standing.ANOTHER;
            }
            return entry.taken ? Standing.TAKEN : Standing.ON_ITS_WAY;
        }
        put(ids, new Entry(bodyHash, now, false));
        return Standing.NEW;
    }

    /** Ends a delivery that was {@link Standing#NEW}. @param taken whether a repeat is needless */
    synchronized void end(List<String> ids, String bodyHash, boolean taken) {
        if (taken) {
            put(ids, new Entry(bodyHash, clock.millis(), true));
        } else {
            ids.forEach(id -> entries.remove(Ids.hash(id)));
        }
    }

    private void put(Collection<String> ids, Entry entry) {
        for (String id : ids) {
            String key = Ids.hash(id);
            entries.remove(key);
            entries.put(key, entry);
        }
    }

    private void forgetOld(long now) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entries.size() <= MOST && now - entry.sinceMillis <= KNOWN.toMillis()) {
                return;
            }
            oldest.remove();
        }
    }

    private record Entry(String bodyHash, long sinceMillis, boolean taken) {}
}
