// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.decision.Flag;
import io.tocsin.pipeline.response.Actuation.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The decisions that applications read. Written by the tenant's fold, read by any thread. A flag lapses by itself at the
 * end of its lease, even if whoever should take it back is gone.
 */
public final class FlagBoard {
    private final ConcurrentSkipListMap<String, Flag> flags = new ConcurrentSkipListMap<>();

    void apply(Effect effect, Instant at, Instant expiresAt) {
        if (effect.value().isEmpty()) {
            flags.remove(effect.flag());
        } else {
            flags.put(
                    effect.flag(),
                    new Flag(
                            effect.flag(),
                            effect.value(),
                            effect.value(),
                            "TARGETING_MATCH",
                            effect.metadata(),
                            at,
                            expiresAt));
        }
    }

    void expire(Instant at) {
        flags.values().removeIf(flag -> flag.expiresAt() != null && !at.isBefore(flag.expiresAt()));
    }

    void restore(List<Flag> written) {
        written.forEach(flag -> flags.put(flag.key(), flag));
    }

    List<Flag> written() {
        return List.copyOf(flags.values());
    }

    /** One flag in force. */
    public Optional<Flag> flag(String key) {
        return Optional.ofNullable(flags.get(key));
    }

    /** Every flag in force, by key. */
    public Map<String, Flag> flags() {
        return Map.copyOf(flags);
    }
}
