// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.statuspage;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Statuspage: the webhooks for components and incidents, and {@code summary.json}. There is no field that tells
 * them apart but which fields are there. Every component is told on its own, so that the worst decides and not the
 * page's indicator, which has been seen at "minor" with four components out. The address to unsubscribe is a credential
 * and dropped. Thread-safe.
 *
 * @see <a href="https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/">webhook notifications</a>
 */
public final class StatuspageDoor implements Door {
    private static final Map<String, String> IMPACTS = Map.of(
            "none", "operational",
            "minor", "degraded",
            "major", "partial-outage",
            "critical", "major-outage",
            "maintenance", "maintenance");
    private static final List<String> OVER = List.of("resolved", "postmortem", "completed");

    private final PriceBook prices;

    /** A door. */
    public StatuspageDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, "statuspage", (body, gate) -> body(body, gate, receivedAt));
    }

    private static Optional<Problem> body(Node body, SignalGate gate, Instant receivedAt) {
        String provider = Pages.provider(body.at("page"));
        if (provider == null) {
            return Records.unknown("a Statuspage body with a page");
        }
        Told told = new Told(gate, provider, receivedAt);
        if (body.at("component_update").isObject()) {
            return component(body, told);
        }
        if (body.at("incident").isObject()) {
            return incident(body.at("incident"), told);
        }
        return body.at("components").isArray()
                ? new Summary(Set.of(), receivedAt).read(body, told)
                : Records.unknown("a webhook or a summary");
    }

    private static Optional<Problem> component(Node body, Told told) {
        Node update = body.at("component_update");
        Node component = body.at("component");
        String status = update.text("new_status", component.text("status", ""));
        return told.status(
                component.text("name", update.text("component_id", Told.WHOLE_PAGE)),
                Told.level(status),
                null,
                update.text("id"),
                update.time("created_at"));
    }

    private static Optional<Problem> incident(Node incident, Told told) {
        String status = incident.text("status", "");
        if (status.equals("scheduled")) {
            return Optional.empty();
        }
        String level = OVER.contains(status) ? "operational" : level(incident);
        String title = OVER.contains(status) ? null : incident.text("name");
        String update = updateId(incident);
        List<Node> components = incident.at("components").items();
        if (components.isEmpty()) {
            return told.status(Told.WHOLE_PAGE, level, title, update, incident.time("updated_at"));
        }
        Problem first = null;
        for (Node component : components) {
            String own = Told.level(component.text("status", ""));
            String name = component.text("name", Told.WHOLE_PAGE);
            String id = components.size() == 1 ? update : update + "/" + component.text("id", name);
            Optional<Problem> problem =
                    told.status(name, own == null ? level : own, title, id, incident.time("updated_at"));
            first = first == null ? problem.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    /** Maintenances reuse the incident with a time they are scheduled for. */
    private static @Nullable String level(Node incident) {
        return incident.at("scheduled_for").exists() ? "maintenance" : IMPACTS.get(incident.text("impact", "minor"));
    }

    private static String updateId(Node incident) {
        List<Node> updates = incident.at("incident_updates").items();
        String id = updates.isEmpty() ? null : updates.get(0).text("id");
        return id != null ? id : Ids.hash(incident.text("id"), incident.text("status"), incident.text("updated_at"));
    }
}
