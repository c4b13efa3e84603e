// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.util.Map;
import java.util.Optional;

/** Webhooks about managed agents: those that ask for attention become alerts, the others are ignored. */
final class Webhooks {
    private static final Map<String, String> SEVERITIES = Map.of(
            "session.budget_reached", "warning",
            "session.status_terminated", "warning",
            "deployment.paused", "warning",
            "deployment_run.failed", "critical");

    private Webhooks() {}

    static Optional<Problem> read(Node event, SignalGate gate) {
        Node data = event.at("data");
        String type = data.text("type");
        if (type == null) {
            return Records.unknown("a webhook event with data.type");
        }
        String severity = SEVERITIES.get(type);
        if (severity == null) {
            return Optional.empty();
        }
        String subject = data.text("id", "unknown");
        gate.draft(SignalType.ALERT)
                .fit(Field.ID, event.text("id"))
                .time(Field.AT, event.time("created_at"))
                .text(Field.TOOL, "anthropic")
                .fit(Field.FINGERPRINT, type + "/" + subject)
                .text(Field.NAME, type)
                .text(Field.STATE, "firing")
                .text(Field.SEVERITY, severity)
                .fit(Field.SUMMARY, type + " of " + subject)
                .fit(Field.SESSION, type.startsWith("session.") ? subject : null)
                .fit(Field.WORKSPACE, data.text("workspace_id"))
                .label("organization", data.text("organization_id"));
        return gate.admit();
    }
}
