// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.pagerduty;

import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Body;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.PageKey;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads PagerDuty's webhooks of version 3. An incident whose key is that of a page of ours is never an alert, or pages
 * would beget pages: when a person took or closed it, so is our alert; what PagerDuty itself or our own integration did is
 * of no interest. Other incidents are alerts, and fire until they are resolved. Thread-safe.
 *
 * @see <a href="https://developer.pagerduty.com/docs/webhooks-overview">webhooks overview</a>, read at
 *     PagerDuty/developer-docs 94224391
 */
public final class PagerDutyDoor implements Door {
    private static final String TOOL = "pagerduty";

    private final PriceBook prices;

    /** A door. */
    public PagerDutyDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Body body = Body.of(message.body());
        Node event = body.problem().isPresent() ? Node.MISSING : body.value().at("event");
        return PageKey.of(event.at("data").text("incident_key"))
                .<Reading>map(alert -> new Reading.Orders(commands(event, alert)))
                .orElseGet(() -> Records.orDeadLetter(
                        message, prices, TOOL, (hook, gate) -> event(hook.at("event"), gate, message.receivedAt())));
    }

    private static List<Command> commands(Node event, String alert) {
        Node agent = event.at("agent");
        if (!agent.text("type", "").startsWith("user")) {
            return List.of();
        }
        String by = PageKey.by(agent.text("summary"), TOOL);
        return switch (event.text("event_type", "")) {
            case "incident.acknowledged" -> List.of(new Command.Acknowledge(alert, by));
            case "incident.resolved" -> List.of(new Command.Resolve(alert, by));
            default -> List.of();
        };
    }

    /** What is told of an incident is in {@code data.type}; {@code resource_type} says incident for its notes as well. */
    private static Optional<Problem> event(Node event, SignalGate gate, Instant receivedAt) {
        String type = event.text("event_type");
        Node incident = event.at("data");
        String kind = incident.text("type");
        if (type == null || kind == null) {
            return Records.unknown("an event with event_type and data.type");
        }
        return kind.equals("incident") ? incident(event, incident, gate, receivedAt) : Optional.empty();
    }

    private static Optional<Problem> incident(Node event, Node incident, SignalGate gate, Instant receivedAt) {
        String id = incident.text("id");
        String status = incident.text("status", "");
        if (id == null || !List.of("triggered", "acknowledged", "resolved").contains(status)) {
            return Records.unknown("an incident with id and the status triggered, acknowledged or resolved");
        }
        Instant at = event.time("occurred_at");
        boolean triggered = event.text("event_type", "").equals("incident.triggered");
        Instant created = incident.time("created_at");
        String priority = incident.at("priority").text("summary");
        return ToolAlert.of(gate, TOOL, id, !status.equals("resolved"), receivedAt)
                .id(event.text("id"))
                .name(incident.at("service").text("summary"), "incident")
                .severity(priority == null ? incident.text("urgency") : priority)
                .summary(incident.text("title"))
                .times(null, at)
                .at(at)
                .since(created == null && triggered ? at : created)
                .label("status", status)
                .label("incident", incident.text("number"))
                .link(incident.text("html_url"))
                .admit();
    }
}
