// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.yaml.YamlNode;

/** Scopes as files write them: {@code { team: search }}, in the tenant {@code default} unless another is named. */
public final class Scopes {
    static final String DEFAULT_TENANT = "default";

    private Scopes() {}

    /** The scope that stands in a place. */
    public static Scope read(YamlNode node) {
        ScopeOverride.Target target = ScopeReader.target(node);
        String tenant = target.tenant().isEmpty() ? DEFAULT_TENANT : target.tenant();
        return target.wholeTenant() || target.id().isBlank()
                ? Scope.tenant(tenant)
                : new Scope(target.kind(), tenant, target.id());
    }
}
