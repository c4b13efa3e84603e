// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a scope such as {@code { team: search }} or {@code { tenant: acme, team: search }}. */
final class ScopeReader {
    private static final List<String> KINDS =
            Arrays.stream(ScopeKind.values()).map(ScopeKind::word).toList();
    private static final String TENANT = ScopeKind.TENANT.word();

    private ScopeReader() {}

    static ScopeOverride.Target target(YamlNode scope) {
        scope.allow(KINDS);
        String tenant = scope.find(TENANT).map(node -> node.as(Forms.TEXT)).orElse("");
        List<Map.Entry<String, YamlNode>> others = scope.entries().entrySet().stream()
                .filter(part -> KINDS.contains(part.getKey()) && !TENANT.equals(part.getKey()))
                .toList();
        if (scope.isSound() && (others.size() > 1 || scope.entries().isEmpty())) {
            scope.flaw("must be one thing, and perhaps the tenant it lies in", "write { team: search }");
        }
        return others.stream()
                .findFirst()
                .map(part -> new ScopeOverride.Target(
                        tenant,
                        ScopeKind.valueOf(part.getKey().toUpperCase(Locale.ROOT)),
                        part.getValue().as(Forms.TEXT)))
                .orElse(new ScopeOverride.Target(tenant, ScopeKind.TENANT, tenant));
    }
}
