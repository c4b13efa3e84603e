// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.decision.Flag;
import io.tocsin.pipeline.response.Actuation.Effect;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The decisions that applications read. Written by the tenant's fold, read by any thread. What a run has set lapses by itself
 * at the end of its lease, even if whoever should take it back is gone; then what rules have decided is read again.
 */
public final class FlagBoard {
    private final ConcurrentSkipListMap<Name, Flag> flags = new ConcurrentSkipListMap<>();

    /** What rules have decided, by tenant and key; a lease of a run goes before it. */
    private final ConcurrentHashMap<String, Map<String, Flag>> decided = new ConcurrentHashMap<>();

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

    /** Shows what rules have decided for a tenant, instead of what they had decided before. */
    public void decided(String tenant, List<Flag> those) {
        Map<String, Flag> byKey = new TreeMap<>();
        those.forEach(flag -> byKey.put(flag.key(), flag));
        decided.put(tenant, byKey);
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
        Flag leased = flags.get(new Name(tenant, key));
        return Optional.ofNullable(
                leased == null ? decided.getOrDefault(tenant, Map.of()).get(key) : leased);
    }

    /** Every flag in force, by tenant and key. */
    public Collection<Flag> flags() {
        TreeMap<Name, Flag> all = new TreeMap<>();
        decided.values()
                .forEach(byKey -> byKey.values().forEach(flag -> all.put(new Name(flag.tenant(), flag.key()), flag)));
        all.putAll(flags);
        return List.copyOf(all.values());
    }
}
