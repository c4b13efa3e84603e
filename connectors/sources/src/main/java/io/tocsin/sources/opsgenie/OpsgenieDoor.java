// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.opsgenie;

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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the outgoing webhooks of Opsgenie and JSM Operations. An alert whose alias is that of a page of ours is never an
 * alert, or pages would beget pages: when a person took or closed it, so is our alert; what a policy or an API key did is
 * of no interest. Of other alerts, whatever is done to them but closing or deleting leaves them firing, also by actions
 * that the customer invented. Thread-safe.
 *
 * @see <a href="https://support.atlassian.com/opsgenie/docs/integrate-opsgenie-with-webhook/">webhook integration</a>,
 *     read 2026-11-23
 */
public final class OpsgenieDoor implements Door {
    private static final String TOOL = "opsgenie";
    private static final Set<String> OVER = Set.of("Close", "Delete");
    private static final List<String> NOBODY = List.of("api", "system", "policy", "auto");

    private final PriceBook prices;

    /** A door. */
    public OpsgenieDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Body body = Body.of(message.body());
        Node told = body.problem().isPresent() ? Node.MISSING : body.value();
        return PageKey.of(told.at("alert").text("alias"))
                .<Reading>map(alert -> new Reading.Orders(commands(told, alert)))
                .orElseGet(() -> Records.orDeadLetter(
                        message, prices, TOOL, (hook, gate) -> alert(hook, gate, message.receivedAt())));
    }

    private static List<Command> commands(Node told, String alert) {
        String origin = told.at("source").text("type", "").toLowerCase(Locale.ROOT);
        if (NOBODY.stream().anyMatch(origin::contains)) {
            return List.of();
        }
        String by = PageKey.by(told.at("alert").text("username"), TOOL);
        return switch (told.text("action", "")) {
            case "Acknowledge" -> List.of(new Command.Acknowledge(alert, by));
            case "Close" -> List.of(new Command.Resolve(alert, by));
            default -> List.of();
        };
    }

    private static Optional<Problem> alert(Node told, SignalGate gate, Instant receivedAt) {
        Node alert = told.at("alert");
        String id = alert.text("alertId");
        String action = told.text("action");
        if (id == null || action == null) {
            return Records.unknown("an action with alert.alertId");
        }
        Instant updated = alert.time("updatedAt");
        ToolAlert draft = ToolAlert.of(gate, TOOL, id, !OVER.contains(action), receivedAt)
                .id(id + "/" + action + "/" + alert.text("updatedAt", ""))
                .name(alert.text("entity"), "alert")
                .severity(priority(alert.at("priority")))
                .summary(alert.text("message"))
                .times(alert.time("createdAt"), updated)
                .at(updated)
                .labels(alert.at("details"))
                .label("action", action)
                .label("alias", alert.text("alias"))
                .label("tiny_id", alert.text("tinyId"));
        alert.at("tags").items().forEach(tag -> draft.tag(tag.text()));
        return draft.admit();
    }

    /** Webhooks tell a number, the API {@code P3}. */
    private static @Nullable String priority(Node priority) {
        Long number = priority.count();
        return number == null ? priority.text() : "p" + number;
    }
}
