// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.newrelic;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the issues that New Relic's workflows tell, with the built-in template or one that keeps its names. What was
 * acknowledged still fires. Thread-safe.
 *
 * @see <a href="https://docs.newrelic.com/docs/alerts-applied-intelligence/notifications/message-templates/">message
 *     templates</a>, read 2026-11-23
 */
public final class NewRelicDoor implements Door {
    private static final String TOOL = "newrelic";
    private static final List<String> STATES = List.of("CREATED", "ACTIVATED", "ACKNOWLEDGED", "CLOSED");

    private final PriceBook prices;

    /** A door. */
    public NewRelicDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, TOOL, (issue, gate) -> issue(issue, gate, receivedAt));
    }

    private static Optional<Problem> issue(Node issue, SignalGate gate, Instant receivedAt) {
        String id = issue.first("id", "issueId");
        String state = issue.text("state", "");
        if (id == null || !STATES.contains(state)) {
            return Records.unknown("an issue with id and the state CREATED, ACTIVATED, ACKNOWLEDGED or CLOSED");
        }
        boolean firing = !state.equals("CLOSED");
        Instant updated = issue.time("updatedAt");
        return ToolAlert.of(gate, TOOL, id, firing, receivedAt)
                .id(id + "/" + state + "/" + issue.text("updatedAt", ""))
                .name(first(issue.at("alertConditionNames")), "issue")
                .severity(issue.text("priority"))
                .summary(issue.text("title"))
                .value(issue.number("value"), issue.number("threshold"))
                .times(issue.time("createdAt"), updated)
                .at(updated)
                .label("policy", first(issue.at("alertPolicyNames")))
                .label("entity", first(issue.at("impactedEntities")))
                .label("workflow", issue.text("workflowName"))
                .label("incidents", issue.text("totalIncidents"))
                .link(issue.text("issueUrl"))
                .admit();
    }

    private static @Nullable String first(Node list) {
        List<Node> items = list.items();
        return items.isEmpty() ? list.text() : items.get(0).text();
    }
}
