// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.scope;

/**
 * One thing that is watched on its own: it has windows, baselines, budgets, limits and alerts.
 *
 * @param kind what it is
 * @param tenant the tenant it lies in, never blank
 * @param id its name inside the tenant, never blank; for {@link ScopeKind#TENANT} the tenant itself
 */
public record Scope(ScopeKind kind, String tenant, String id) implements Comparable<Scope> {

    /** @throws IllegalArgumentException if tenant or id is blank */
    public Scope {
        if (tenant.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("scope needs a tenant and an id, was '" + tenant + "', '" + id + "'");
        }
    }

    /** The scope of a whole tenant. */
    public static Scope tenant(String tenant) {
        return new Scope(ScopeKind.TENANT, tenant, tenant);
    }

    /** What people read: {@code team=search}. */
    public String label() {
        return kind.word() + "=" + id;
    }

    /** What stores use: {@code default/team/search}. Unique, stable over restarts. */
    public String key() {
        return tenant + "/" + kind.word() + "/" + id;
    }

    /** By tenant, then kind, then id. */
    @Override
    public int compareTo(Scope other) {
        int byTenant = tenant.compareTo(other.tenant);
        if (byTenant != 0) {
            return byTenant;
        }
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }
}
