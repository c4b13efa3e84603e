// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scopes by name, made once and reused: a lookup instead of an allocation per call. Not thread-safe. */
final class ScopeNames {
    private static final int MAX_NAMES = 50_000;

    private final Map<String, EnumMap<ScopeKind, Map<String, Scope>>> byTenant = new HashMap<>();

    Scope of(ScopeKind kind, String tenant, String id) {
        Map<String, Scope> names = byTenant.computeIfAbsent(tenant, key -> new EnumMap<>(ScopeKind.class))
                .computeIfAbsent(kind, key -> new HashMap<>());
        Scope known = names.get(id);
        if (known == null) {
            if (names.size() >= MAX_NAMES) {
                names.clear();
            }
            known = new Scope(kind, tenant, id);
            names.put(id, known);
        }
        return known;
    }

    Scope tenant(String tenant) {
        return of(ScopeKind.TENANT, tenant, tenant);
    }

    Scope team(String tenant, String team) {
        return of(ScopeKind.TEAM, tenant, team);
    }

    Scope feature(String tenant, String feature) {
        return of(ScopeKind.FEATURE, tenant, feature);
    }

    Scope pool(String tenant, @Nullable String workspace, String family) {
        return of(ScopeKind.POOL, tenant, (workspace == null ? "default" : workspace) + "/" + family);
    }

    /** The scopes of a model tier, by context bucket from small to large. */
    Scope[] tiers(String tenant, String tier) {
        return new Scope[] {
            of(ScopeKind.TIER, tenant, tier + "/under-10k"),
            of(ScopeKind.TIER, tenant, tier + "/10k-100k"),
            of(ScopeKind.TIER, tenant, tier + "/over-100k")
        };
    }
}
