// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudwatch;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Body;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads CloudWatch alarms as EventBridge delivers them. The state is an object; its reason data is JSON inside a
 * string. {@code INSUFFICIENT_DATA} is not firing. Events of other kinds are accepted and ignored. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">alarm
 *     events and EventBridge</a>
 */
public final class CloudWatchDoor implements Door {
    private final PriceBook prices;

    /** A door. */
    public CloudWatchDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return Records.orDeadLetter(message, prices, "cloudwatch", CloudWatchDoor::event);
    }

    private static Optional<Problem> event(Node event, SignalGate gate) {
        String type = event.text("detail-type");
        if (type == null) {
            return Records.unknown("an EventBridge event with detail-type");
        }
        return type.equals("CloudWatch Alarm State Change") ? alarm(event, gate) : Optional.empty();
    }

    private static Optional<Problem> alarm(Node event, SignalGate gate) {
        Node detail = event.at("detail");
        Node state = detail.at("state");
        String name = detail.text("alarmName");
        String value = state.text("value");
        if (name == null || value == null) {
            return Records.unknown("an alarm with alarmName and state.value");
        }
        Node reason = reasonData(state);
        List<Node> recent = reason.at("recentDatapoints").items();
        SignalDraft draft = gate.draft(SignalType.ALERT);
        draft.fit(Field.ID, event.text("id"))
                .time(Field.AT, event.time("time"))
                .text(Field.TOOL, "cloudwatch")
                .fit(Field.FINGERPRINT, fingerprint(event, name))
                .fit(Field.NAME, name)
                .text(Field.STATE, value.equals("ALARM") ? "firing" : "resolved")
                .fit(Field.SEVERITY, value.toLowerCase(Locale.ROOT))
                .fit(Field.SUMMARY, state.text("reason"))
                .number(
                        Field.VALUE,
                        recent.isEmpty()
                                ? Double.NaN
                                : recent.get(recent.size() - 1).number())
                .number(Field.THRESHOLD, reason.number("threshold"))
                .time(Field.STARTS_AT, state.time("timestamp"))
                .label("account", event.text("account"))
                .label("region", event.text("region"));
        metric(detail.at("configuration", "metrics"), draft);
        return gate.admit();
    }

    private static void metric(Node metrics, SignalDraft draft) {
        if (!metrics.items().isEmpty()) {
            Node metric = metrics.items().get(0).at("metricStat", "metric");
            draft.label("namespace", metric.text("namespace")).label("metric", metric.text("name"));
            metric.at("dimensions").fields().forEach((name, value) -> draft.label(name, value.text()));
        }
    }

    private static String fingerprint(Node event, String name) {
        List<Node> resources = event.at("resources").items();
        String arn = resources.isEmpty() ? null : resources.get(0).text();
        return arn != null ? arn : event.text("account", "") + "/" + event.text("region", "") + "/" + name;
    }

    private static Node reasonData(Node state) {
        String text = state.text("reasonData");
        Body body = Body.of((text == null ? "{}" : text).getBytes(StandardCharsets.UTF_8));
        return body.problem().isPresent() ? state.at("reasonData") : body.value();
    }
}
