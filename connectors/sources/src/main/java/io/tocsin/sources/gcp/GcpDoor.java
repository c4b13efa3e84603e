// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.gcp;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads incidents of Google Cloud Monitoring, versions 1.1 and 1.2. A test that somebody sent by hand is ignored: it
 * would never be over. The documentation of the policy is dropped. Thread-safe.
 *
 * @see <a href="https://cloud.google.com/monitoring/support/notification-options#webhooks">webhook notifications</a>,
 *     read 2026-11-23
 */
public final class GcpDoor implements Door {
    private static final String TOOL = "gcp";

    private final PriceBook prices;

    /** A door. */
    public GcpDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, TOOL, (body, gate) -> body(body, gate, receivedAt));
    }

    private static Optional<Problem> body(Node body, SignalGate gate, Instant receivedAt) {
        Node incident = body.at("incident");
        String id = incident.text("incident_id");
        String state = incident.text("state", "").toLowerCase(Locale.ROOT);
        if (id == null || !(state.equals("open") || state.equals("closed"))) {
            return Records.unknown("an incident with incident_id and the state open or closed");
        }
        if (body.text("version", "").equals("test")) {
            return Optional.empty();
        }
        String severity = incident.text("severity");
        return ToolAlert.of(gate, TOOL, id, state.equals("open"), receivedAt)
                .id(id + "/" + state)
                .name(incident.text("policy_name"), "incident")
                .severity("No severity".equals(severity) ? null : severity)
                .summary(incident.text("summary"))
                .value(incident.number("observed_value"), incident.number("threshold_value"))
                .times(incident.time("started_at"), incident.time("ended_at"))
                .labels(incident.at("policy_user_labels"))
                .labels(incident.at("resource", "labels"))
                .labels(incident.at("metric", "labels"))
                .label("condition", incident.text("condition_name"))
                .label("metric", incident.at("metric").text("type"))
                .label("project", incident.text("scoping_project_id"))
                .label("resource", incident.first("resource_name", "resource_id"))
                .link(incident.text("url"))
                .admit();
    }
}
