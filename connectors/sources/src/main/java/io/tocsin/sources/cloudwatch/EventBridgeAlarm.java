// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudwatch;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An alarm as EventBridge delivers it. The state is an object; its reason data is JSON inside a string. */
final class EventBridgeAlarm {
    private EventBridgeAlarm() {}

    static Optional<Problem> read(Node event, SignalGate gate, Instant receivedAt) {
        Node detail = event.at("detail");
        Node state = detail.at("state");
        String name = detail.text("alarmName");
        String value = state.text("value");
        if (name == null || value == null) {
            return Records.unknown("an alarm with alarmName and state.value");
        }
        Node reason = state.at("reasonData").inside();
        List<Node> recent = reason.at("recentDatapoints").items();
        double last =
                recent.isEmpty() ? Double.NaN : recent.get(recent.size() - 1).number();
        ToolAlert alert = ToolAlert.of(gate, "cloudwatch", fingerprint(event, name), value.equals("ALARM"), receivedAt)
                .id(event.text("id"))
                .name(name, "alarm")
                .severity(value)
                .summary(state.text("reason"))
                .value(last, reason.number("threshold"))
                .at(event.time("time"))
                .since(state.time("timestamp"))
                .label("account", event.text("account"))
                .label("region", event.text("region"));
        metric(detail.at("configuration", "metrics"), alert);
        return alert.admit();
    }

    private static void metric(Node metrics, ToolAlert alert) {
        if (!metrics.items().isEmpty()) {
            Node metric = metrics.items().get(0).at("metricStat", "metric");
            alert.label("namespace", metric.text("namespace"))
                    .label("metric", metric.text("name"))
                    .labels(metric.at("dimensions"));
        }
    }

    private static String fingerprint(Node event, String name) {
        List<Node> resources = event.at("resources").items();
        String arn = resources.isEmpty() ? null : resources.get(0).text();
        return arn != null ? arn : event.text("account", "") + "/" + event.text("region", "") + "/" + name;
    }
}
