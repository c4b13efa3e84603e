// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.azure;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.Times;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads Azure Monitor: the common alert schema, metric alerts of version 2, and as changes what people did to resources
 * (administrative activity). Custom properties are labels. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema">common alert schema</a>,
 *     read 2026-11-23
 */
public final class AzureDoor implements Door {
    private static final String TOOL = "azure";
    private static final String ADMINISTRATIVE = "Activity Log - Administrative";

    private final PriceBook prices;

    /** A door. */
    public AzureDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, TOOL, (body, gate) -> body(body.at("data"), gate, receivedAt));
    }

    private static Optional<Problem> body(Node told, SignalGate gate, Instant receivedAt) {
        Node essentials = told.at("essentials");
        if (essentials.text("monitoringService", "").equals(ADMINISTRATIVE)) {
            return change(told, gate, receivedAt);
        }
        if (essentials.isObject()) {
            return common(told, gate, receivedAt);
        }
        return told.at("context").isObject()
                ? metric(told, gate, receivedAt)
                : Records.unknown("an Azure alert with data.essentials or data.context");
    }

    private static Optional<Problem> common(Node told, SignalGate gate, Instant receivedAt) {
        Node essentials = told.at("essentials");
        String id = essentials.text("alertId");
        String condition = essentials.text("monitorCondition", "");
        if (id == null || !(condition.equals("Fired") || condition.equals("Resolved"))) {
            return Records.unknown("essentials with alertId and the monitorCondition Fired or Resolved");
        }
        ToolAlert alert = ToolAlert.of(gate, TOOL, id, condition.equals("Fired"), receivedAt)
                .id(id + "/" + condition)
                .name(essentials.text("alertRule"), "alert")
                .severity(essentials.text("severity"))
                .summary(essentials.text("description"))
                .times(essentials.time("firedDateTime"), essentials.time("resolvedDateTime"))
                .labels(told.at("customProperties"))
                .label("service", essentials.text("monitoringService"))
                .label("resource", first(essentials.at("configurationItems")));
        return measured(alert, told.at("alertContext", "condition")).admit();
    }

    private static Optional<Problem> metric(Node told, SignalGate gate, Instant receivedAt) {
        Node context = told.at("context");
        String id = context.text("id");
        String status = told.text("status", "");
        if (id == null || !(status.equals("Activated") || status.equals("Deactivated"))) {
            return Records.unknown("a metric alert with context.id and the status Activated or Deactivated");
        }
        String fingerprint = id + "/" + context.text("resourceId", "");
        ToolAlert alert = ToolAlert.of(gate, TOOL, fingerprint, status.equals("Activated"), receivedAt)
                .id(fingerprint + "/" + status + "/" + context.text("timestamp", ""))
                .name(context.text("name"), "alert")
                .severity(context.text("severity"))
                .summary(context.text("description"))
                .at(context.time("timestamp"))
                .since(status.equals("Activated") ? context.time("timestamp") : null)
                .labels(told.at("properties"))
                .label("resource", context.text("resourceName"))
                .label("resource_group", context.text("resourceGroupName"))
                .link(context.text("portalLink"));
        return measured(alert, context.at("condition")).admit();
    }

    private static ToolAlert measured(ToolAlert alert, Node condition) {
        List<Node> all = condition.at("allOf").items();
        if (all.isEmpty()) {
            return alert;
        }
        Node first = all.get(0);
        first.at("dimensions")
                .items()
                .forEach(dimension -> alert.label(dimension.text("name", ""), dimension.text("value")));
        return alert.value(first.number("metricValue"), first.number("threshold"))
                .label("metric", first.text("metricName"));
    }

    private static Optional<Problem> change(Node told, SignalGate gate, Instant receivedAt) {
        Node essentials = told.at("essentials");
        Node activity = told.at("alertContext");
        String resource = first(essentials.at("configurationItems"));
        String operation = activity.text("operationName", essentials.text("alertRule", "activity"));
        gate.draft(SignalType.CHANGE)
                .fit(Field.ID, essentials.text("alertId"))
                .time(Field.AT, Times.plausible(essentials.time("firedDateTime"), receivedAt))
                .text(Field.KIND, operation.contains("deployments/write") ? "deploy" : "config")
                .fit(Field.SUBJECT, resource.isEmpty() ? first(essentials.at("alertTargetIDs")) : resource)
                .fit(Field.SUMMARY, operation + " " + activity.text("status", ""));
        return gate.admit();
    }

    private static String first(Node list) {
        return list.items().stream()
                .map(Node::text)
                .filter(text -> text != null)
                .findFirst()
                .orElse("");
    }
}
