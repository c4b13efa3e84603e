// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An open alert in the making: a firing warning of a team, unless told otherwise. */
final class OpenAlert {
    private final String id;
    private final String rule;
    private AlertClass alertClass = AlertClass.COST;
    private Severity severity = Severity.WARNING;
    private Scope scope = new Scope(ScopeKind.TEAM, "default", "search");
    private String facet = "";
    private final Map<String, String> labels = new TreeMap<>();
    private boolean safe;
    private boolean escalate;

    OpenAlert(String id, String rule) {
        this.id = id;
        this.rule = rule;
    }

    OpenAlert is(AlertClass kind) {
        alertClass = kind;
        return this;
    }

    OpenAlert is(Severity how) {
        severity = how;
        return this;
    }

    OpenAlert about(Scope whom) {
        scope = whom;
        return this;
    }

    OpenAlert facet(String period) {
        facet = period;
        return this;
    }

    OpenAlert provider(String name) {
        labels.put("provider", name);
        return this;
    }

    OpenAlert driver(String label) {
        labels.put("driver", label);
        return this;
    }

    OpenAlert safe(boolean automation) {
        safe = automation;
        return this;
    }

    OpenAlert escalate(boolean required) {
        escalate = required;
        return this;
    }

    LiveAlert firing() {
        return in(AlertState.FIRING);
    }

    LiveAlert in(AlertState state) {
        Alert alert = new Alert(
                rule,
                alertClass,
                severity,
                scope,
                facet,
                "",
                labels,
                List.of(),
                "",
                List.of(),
                0,
                0,
                safe ? "tier-downgrade" : null,
                safe,
                escalate,
                false);
        return new LiveAlert(id, alert, state, Facts.AT, null, null, null, List.of(), List.of());
    }
}
