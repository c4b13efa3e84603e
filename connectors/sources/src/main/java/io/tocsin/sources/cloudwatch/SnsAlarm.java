// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudwatch;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An alarm as CloudWatch publishes it to SNS. What was measured stands only in the sentence that gives the reason. */
final class SnsAlarm {
    private static final Pattern DATAPOINT = Pattern.compile("\\[(-?\\d{1,20}(?:\\.\\d{1,20})?(?:E-?\\d{1,3})?) \\(");

    private SnsAlarm() {}

    static Optional<Problem> read(Node alarm, SignalGate gate, Instant receivedAt) {
        String name = alarm.text("AlarmName");
        String value = alarm.text("NewStateValue", "");
        if (name == null) {
            return Records.unknown("an alarm with AlarmName and NewStateValue");
        }
        String arn = alarm.text("AlarmArn");
        String account = alarm.text("AWSAccountId", "");
        String fingerprint = arn == null ? account + "/" + alarm.text("Region", "") + "/" + name : arn;
        Node trigger = alarm.at("Trigger");
        Instant changed = alarm.time("StateChangeTime");
        boolean firing = value.equals("ALARM");
        ToolAlert alert = ToolAlert.of(gate, "cloudwatch", fingerprint, firing, receivedAt)
                .id(fingerprint + "/" + value + "/" + alarm.text("StateChangeTime", ""))
                .name(name, "alarm")
                .severity(value)
                .summary(alarm.first("NewStateReason", "AlarmDescription"))
                .value(measured(alarm.text("NewStateReason", "")), trigger.number("Threshold"))
                .at(changed)
                .since(firing ? changed : null)
                .label("account", alarm.text("AWSAccountId"))
                .label("region", alarm.text("Region"))
                .label("namespace", trigger.text("Namespace"))
                .label("metric", trigger.text("MetricName"));
        trigger.at("Dimensions")
                .items()
                .forEach(dimension -> alert.label(dimension.text("name", ""), dimension.text("value")));
        return alert.admit();
    }

    private static double measured(String reason) {
        Matcher datapoint = DATAPOINT.matcher(reason);
        return datapoint.find() ? Double.parseDouble(datapoint.group(1)) : Double.NaN;
    }
}
