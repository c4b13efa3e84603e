// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who may push now. Replaced as a whole while the server runs; what a source has sent stays with its name. Thread-safe. */
public final class Sources {
    private final Clock clock;
    private volatile Map<String, OpenSource> byName = Map.of();

    /** With these. @param clock for quotas and known deliveries */
    public Sources(Collection<Source> sources, Clock clock) {
        this.clock = clock;
        replace(sources);
    }

    /** From now on these may push and nobody else. A delivery that is on its way is judged as it was when it came. */
    public synchronized void replace(Collection<Source> sources) {
        Map<String, OpenSource> next = new TreeMap<>();
        for (Source source : sources) {
            OpenSource known = byName.get(source.name());
            if (known == null) {
                known = new OpenSource(source, clock);
            } else {
                known.becomes(source);
            }
            next.put(source.name(), known);
        }
        byName = Collections.unmodifiableMap(next);
    }

    /** One by name; null when there is none. */
    public @Nullable OpenSource find(String name) {
        return byName.get(name);
    }

    /** All of them, sorted by name. */
    public Collection<OpenSource> all() {
        return byName.values();
    }
}
