// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.time.Instant;
import java.util.Map;

/**
 * Changed numbers of one rule for one scope, for good or for a time.
 *
 * @param rule id of the rule
 * @param target whom it is for
 * @param from first moment it is in force
 * @param to first moment it no longer is
 * @param limits the changed limits, by name
 * @param timing the rule's timing with the changes
 */
record ScopeOverride(String rule, Target target, Instant from, Instant to, Map<String, Limit> limits, Timing timing) {

    /** Copies the map. */
    ScopeOverride {
        limits = Map.copyOf(limits);
    }

    boolean always() {
        return from.equals(Instant.MIN) && to.equals(Instant.MAX);
    }

    boolean inForce(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /**
     * Whom an override is for.
     *
     * @param tenant the tenant; empty for any
     * @param kind kind of the scope; {@code TENANT} for every scope of the tenant
     * @param id id of the scope; the tenant for every scope of it
     */
    record Target(String tenant, ScopeKind kind, String id) {
        boolean wholeTenant() {
            return kind == ScopeKind.TENANT;
        }

        boolean covers(Scope scope) {
            return tenant.isEmpty() || tenant.equals(scope.tenant());
        }
    }
}
