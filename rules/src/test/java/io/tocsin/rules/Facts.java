// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.scenario.FactMaker;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Facts by name, with a few values given and the others harmless. */
final class Facts {
    static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

    private Facts() {}

    /**
     * A fact.
     *
     * @param type simple name, such as {@code CallFact}
     * @param values {@code field=value} pairs; {@code scope} sets the scope's id, {@code kind} its kind, {@code
     *     contributors=user=anna:0.9} the largest contributor with its share
     * @param limits the limits of its scope
     */
    static Fact of(String type, String values, Function<Scope, Limits> limits) {
        Map<String, String> given = new HashMap<>();
        for (String pair : values.isBlank() ? new String[0] : values.trim().split("\\s+")) {
            given.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        Scope usual = FactMaker.usual(type);
        String kind = given.remove("kind");
        Scope about = new Scope(
                kind == null ? usual.kind() : ScopeKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                usual.tenant(),
                given.getOrDefault("scope", usual.id()));
        given.remove("scope");
        return FactMaker.of(type, about, given, AT, limits);
    }
}
