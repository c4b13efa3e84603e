// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

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
}
