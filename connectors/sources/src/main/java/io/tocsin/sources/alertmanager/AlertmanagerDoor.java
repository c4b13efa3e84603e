// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.alertmanager;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.sources.wire.Records;

/**
 * Reads Alertmanager's webhook, versions 1, 3 and 4. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>, code read
 *     at prometheus/alertmanager 68fb2d57
 */
public final class AlertmanagerDoor implements Door {
    private static final AlertGroup GROUP = new AlertGroup("alertmanager", (alert, told) -> {});

    private final PriceBook prices;

    /** A door. */
    public AlertmanagerDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return Records.orDeadLetter(
                message,
                prices,
                GROUP.tool(),
                (group, gate) -> group.at("alerts").isArray()
                        ? GROUP.read(group, gate, message.receivedAt())
                        : Records.unknown("an Alertmanager message with a list of alerts"));
    }
}
