// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open alert as a scenario describes it.
 *
 * @param rule the rule that stated it
 * @param alertClass its class
 * @param severity its severity
 * @param state where it is in its life
 * @param about whom it is about
 * @param facet what tells it from others of its rule and scope; usually empty
 * @param labels its labels
 * @param runbook its runbook; null for none
 * @param safe whether an automation may be proposed
 * @param escalate whether a human must see it
 */
record OpenAlert(
        String rule,
        AlertClass alertClass,
        Severity severity,
        AlertState state,
        Scope about,
        String facet,
        Map<String, String> labels,
        @Nullable String runbook,
        boolean safe,
        boolean escalate) {

    OpenAlert {
        labels = Map.copyOf(labels);
    }

    LiveAlert live(String id, Instant at) {
        Alert alert = new Alert(
                rule,
                alertClass,
                severity,
                about,
                facet,
                "",
                labels,
                List.of(),
                "",
                List.of(),
                0,
                0,
                runbook,
                safe,
                escalate,
                false);
        return new LiveAlert(id, alert, state, at, null, null, null, List.of(), List.of());
    }
}
