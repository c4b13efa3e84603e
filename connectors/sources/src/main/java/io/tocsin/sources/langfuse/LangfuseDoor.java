// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.langfuse;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads Langfuse's webhooks. A monitor fires in the severities ALERT, WARNING and NO_DATA and is resolved in the others.
 * The payload carries neither value nor threshold. Other kinds of webhook are accepted and ignored. Thread-safe.
 *
 * @see <a href="https://github.com/langfuse/langfuse">langfuse/langfuse 6275144</a>, webhooks.ts
 */
public final class LangfuseDoor implements Door {
    private static final Set<String> FIRING = Set.of("ALERT", "WARNING", "NO_DATA");

    private final PriceBook prices;

    /** A door. */
    public LangfuseDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return Records.orDeadLetter(message, prices, "langfuse", LangfuseDoor::webhook);
    }

    private static Optional<Problem> webhook(Node webhook, SignalGate gate) {
        String type = webhook.text("type");
        if (type == null) {
            return Records.unknown("a Langfuse webhook with the field type");
        }
        return type.equals("monitor-alert") ? monitor(webhook, gate) : Optional.empty();
    }

    private static Optional<Problem> monitor(Node webhook, SignalGate gate) {
        Node payload = webhook.at("payload");
        String severity = payload.text("severity", "");
        if (payload.text("monitorId") == null || severity.isEmpty()) {
            return Records.unknown("a monitor alert with monitorId and severity");
        }
        SignalDraft draft = gate.draft(SignalType.ALERT);
        draft.fit(Field.ID, webhook.text("id"))
                .time(Field.AT, webhook.time("timestamp"))
                .text(Field.TOOL, "langfuse")
                .fit(Field.FINGERPRINT, payload.text("monitorId"))
                .fit(Field.NAME, payload.at("message").text("title", "monitor"))
                .text(Field.STATE, FIRING.contains(severity) ? "firing" : "resolved")
                .fit(Field.SEVERITY, severity.toLowerCase(Locale.ROOT))
                .fit(Field.SUMMARY, payload.at("message").text("body"))
                .time(Field.STARTS_AT, payload.time("fromTimestamp"))
                .label("project", payload.text("projectId"))
                .label("view", payload.text("view"))
                .label("window", payload.text("window"))
                .link(payload.text("permalink"));
        return gate.admit();
    }
}
