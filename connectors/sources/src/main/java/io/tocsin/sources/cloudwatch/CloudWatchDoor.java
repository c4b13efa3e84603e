// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudwatch;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads CloudWatch alarms, as EventBridge delivers them and as SNS does, with its envelope or raw. {@code
 * INSUFFICIENT_DATA} is not firing. A topic that asks to be confirmed is a dead letter: nothing is ever fetched from an
 * address that a body names. Other events of EventBridge are accepted and ignored. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">alarm
 *     events and EventBridge</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">message formats of SNS</a>
 */
public final class CloudWatchDoor implements Door {
    private final PriceBook prices;

    /** A door. */
    public CloudWatchDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, "cloudwatch", (body, gate) -> body(body, gate, receivedAt));
    }

    private static Optional<Problem> body(Node body, SignalGate gate, Instant receivedAt) {
        return body.text("TopicArn") == null
                ? content(body, gate, receivedAt)
                : new SnsMessage(body)
                        .problem()
                        .or(() -> content(body.at("Message").inside(), gate, receivedAt));
    }

    private static Optional<Problem> content(Node content, SignalGate gate, Instant receivedAt) {
        if (content.text("NewStateValue") != null) {
            return SnsAlarm.read(content, gate, receivedAt);
        }
        String type = content.text("detail-type");
        if (type == null) {
            return Records.unknown("an alarm, from EventBridge with detail-type or from SNS with NewStateValue");
        }
        return type.equals("CloudWatch Alarm State Change")
                ? EventBridgeAlarm.read(content, gate, receivedAt)
                : Optional.empty();
    }
}
