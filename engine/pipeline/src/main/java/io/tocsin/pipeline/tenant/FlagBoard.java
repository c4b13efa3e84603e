// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.decision.Flag;
import io.tocsin.pipeline.response.Actuation.Effect;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The decisions that applications read. Written by the tenant's fold, read by any thread. A flag lapses by itself at the
 * end of its lease, even if whoever should take it back is gone.
 */
public final class FlagBoard {
    private final ConcurrentSkipListMap<Name, Flag> flags = new ConcurrentSkipListMap<>();

    private record Name(String tenant, String key) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int byTenant = tenant.compareTo(other.tenant);
            return byTenant != 0 ? byTenant : key.compareTo(other.key);
        }
    }

    void apply(String tenant, Effect effect, Instant at, Instant expiresAt) {
        if (effect.value().isEmpty()) {
            flags.remove(new Name(tenant, effect.flag()));
        } else {
            flags.put(
                    new Name(tenant, effect.flag()),
                    new Flag(
                            tenant,
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
        written.forEach(flag -> flags.put(new Name(flag.tenant(), flag.key()), flag));
    }

    List<Flag> written(String tenant) {
        return flags.values().stream()
                .filter(flag -> flag.tenant().equals(tenant))
                .toList();
    }

    /** One flag of a tenant, if it is in force. */
    public Optional<Flag> flag(String tenant, String key) {
        return Optional.ofNullable(flags.get(new Name(tenant, key)));
    }

    /** Every flag in force, by tenant and key. */
    public Collection<Flag> flags() {
        return List.copyOf(flags.values());
    }
}
