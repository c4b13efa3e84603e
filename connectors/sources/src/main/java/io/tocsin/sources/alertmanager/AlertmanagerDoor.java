// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.alertmanager;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.Times;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads Alertmanager's webhook, versions 1, 3 and 4. Each alert has its own status; the status of the group says
 * nothing about its members, and an alert that is missing from a message is not resolved. An end in year 1 or 1970
 * means: not ended. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>, code read
 *     at prometheus/alertmanager 68fb2d57
 */
public final class AlertmanagerDoor implements Door {
    private static final String RESOLVED = "resolved";

    private final PriceBook prices;

    /** A door. */
    public AlertmanagerDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, "alertmanager", (group, gate) -> group(group, gate, receivedAt));
    }

    private static Optional<Problem> group(Node group, SignalGate gate, Instant receivedAt) {
        if (!group.at("alerts").isArray()) {
            return Records.unknown("an Alertmanager message with a list of alerts");
        }
        Problem first = null;
        for (Node alert : group.at("alerts").items()) {
            Optional<Problem> problem = alert(alert, group, gate, receivedAt);
            first = first == null ? problem.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private static Optional<Problem> alert(Node alert, Node group, SignalGate gate, Instant receivedAt) {
        Map<String, String> labels = new TreeMap<>();
        alert.at("labels").fields().forEach((name, value) -> {
            String text = value.text();
            if (text != null) {
                labels.put(name, text);
            }
        });
        String status = alert.text("status", "");
        if (labels.isEmpty() || !(status.equals(RESOLVED) || status.equals("firing"))) {
            return Records.unknown("an alert with labels and the status firing or resolved");
        }
        boolean firing = !status.equals(RESOLVED);
        Instant start = Times.plausible(alert.time("startsAt"), receivedAt);
        Instant end = firing ? null : Times.plausible(alert.time("endsAt"), receivedAt);
        Instant at = firing ? start : end;
        String fingerprint = alert.text("fingerprint", Ids.hash(labels));
        SignalDraft draft = gate.draft(SignalType.ALERT);
        draft.fit(
                        Field.ID,
                        fingerprint + "/" + status + "/" + (start == null ? receivedAt : start)
                                + (end == null ? "" : "/" + end))
                .time(Field.AT, at)
                .text(Field.TOOL, "alertmanager")
                .fit(Field.FINGERPRINT, fingerprint)
                .fit(Field.NAME, labels.getOrDefault("alertname", "unnamed"))
                .text(Field.STATE, status)
                .fit(Field.SEVERITY, lower(labels.get("severity")))
                .fit(Field.SUMMARY, alert.at("annotations").first("summary", "title", "message", "description"))
                .time(Field.STARTS_AT, start)
                .time(Field.ENDS_AT, end)
                .fit(Field.TEAM, labels.get("team"))
                .fit(Field.FEATURE, labels.get("feature"))
                .link(alert.first("generatorURL"));
        if (draft.text(Field.LINK) == null) {
            draft.link(group.text("externalURL"));
        }
        labels.forEach(draft::label);
        return gate.admit();
    }

    private static @Nullable String lower(@Nullable String word) {
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }
}
