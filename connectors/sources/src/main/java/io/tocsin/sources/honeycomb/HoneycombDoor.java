// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.honeycomb;

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

/**
 * Reads Honeycomb's triggers and burn alerts. Keys inside result groups come in both cases. The shared secret that old
 * bodies carry is dropped. Thread-safe.
 *
 * @see <a href="https://docs.honeycomb.io/notify/webhooks/">webhooks</a>, read 2026-11-23
 */
public final class HoneycombDoor implements Door {
    private static final String TOOL = "honeycomb";

    private final PriceBook prices;

    /** A door. */
    public HoneycombDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        String delivery = message.headers().getOrDefault("x-honeycomb-webhook-delivery-id", "");
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, TOOL, (body, gate) -> trigger(body, delivery, gate, receivedAt));
    }

    private static Optional<Problem> trigger(Node body, String delivery, SignalGate gate, Instant receivedAt) {
        String id = body.text("id");
        String status = body.text("status", "");
        if (id == null || !(status.equals("TRIGGERED") || status.equals("OK"))) {
            return Records.unknown("a trigger with id and the status TRIGGERED or OK");
        }
        ToolAlert alert = ToolAlert.of(gate, TOOL, id, status.equals("TRIGGERED"), receivedAt)
                .id(delivery.isEmpty() ? null : delivery)
                .name(body.text("name"), "trigger")
                .severity(body.text("severity"))
                .summary(body.first("description", "summary"))
                .label("dataset", body.text("dataset"))
                .label("environment", body.text("environment"))
                .link(body.text("result_url"), body.text("trigger_url"));
        List<Node> triggered = body.at("result_groups_triggered").items();
        Node worst = triggered.isEmpty() ? body.at("result") : triggered.get(0);
        if (triggered.size() == 1) {
            alert.labels(worst.at("Group")).labels(worst.at("group"));
        }
        double upper = worst.number("Result");
        return alert.value(Double.isNaN(upper) ? worst.number("result") : upper, body.number("threshold"))
                .admit();
    }
}
