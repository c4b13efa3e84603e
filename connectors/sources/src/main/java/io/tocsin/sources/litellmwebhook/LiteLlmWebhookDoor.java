// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.litellmwebhook;

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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * Reads LiteLLM's webhook: budget events become alerts, {@code spend_tracked} becomes a gauge (never money), and events
 * about keys and users are ignored. Words it does not know are kept: documentation and code of LiteLLM disagree on
 * them. Key hashes and e-mail addresses are dropped. Thread-safe.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/alerting">alerting webhook</a>, read 2026-05-02
 */
public final class LiteLlmWebhookDoor implements Door {
    private static final Set<String> OF_NO_INTEREST =
            Set.of("key_created", "internal_user_created", "team_created", "key_updated", "key_deleted");

    private final PriceBook prices;

    /** A door. */
    public LiteLlmWebhookDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, "litellm", (event, gate) -> event(event, gate, receivedAt));
    }

    private static Optional<Problem> event(Node event, SignalGate gate, Instant receivedAt) {
        String name = event.text("event");
        if (name == null) {
            return Records.unknown("a LiteLLM webhook event with the field event");
        }
        if (OF_NO_INTEREST.contains(name)) {
            return Optional.empty();
        }
        return name.equals("spend_tracked") ? spend(event, gate) : budget(name, event, gate, receivedAt);
    }

    private static Optional<Problem> spend(Node event, SignalGate gate) {
        SignalDraft draft = gate.draft(SignalType.METRIC);
        attribute(event, draft);
        draft.text(Field.NAME, "litellm.spend_tracked")
                .number(Field.VALUE, event.number("spend"))
                .text(Field.UNIT, "USD")
                .label("event_group", event.text("event_group"));
        return gate.admit();
    }

    private static Optional<Problem> budget(String name, Node event, SignalGate gate, Instant receivedAt) {
        String group = event.text("event_group", "proxy");
        String subject = subject(event);
        String fingerprint = name + "/" + group + "/" + subject;
        boolean soft = name.startsWith("soft");
        double hard = event.number("max_budget");
        SignalDraft draft = gate.draft(SignalType.ALERT);
        attribute(event, draft);
        draft.fit(Field.ID, fingerprint + "/" + LocalDate.ofInstant(receivedAt, ZoneOffset.UTC))
                .fit(Field.FINGERPRINT, fingerprint)
                .text(Field.TOOL, "litellm")
                .fit(Field.NAME, name)
                .text(Field.STATE, "firing")
                .text(Field.SEVERITY, name.equals("budget_crossed") ? "critical" : "warning")
                .fit(Field.SUMMARY, event.text("event_message"))
                .number(Field.VALUE, event.number("spend"))
                .number(Field.THRESHOLD, soft || Double.isNaN(hard) ? event.number("soft_budget") : hard)
                .label("event_group", group)
                .label("projected_exceeded_date", event.first("projected_exceeded_date", "projected_exceeded_data"))
                .label("projected_spend", event.text("projected_spend"));
        return gate.admit();
    }

    private static void attribute(Node event, SignalDraft draft) {
        draft.fit(Field.TEAM, event.first("team_alias", "team_id"))
                .fit(Field.USER, event.first("customer_id", "user_id", "internal_user_id"))
                .fit(Field.WORKSPACE, event.text("key_alias"));
    }

    private static String subject(Node event) {
        String subject = event.first("customer_id", "user_id", "key_alias", "team_id", "team_alias", "organization_id");
        return subject == null ? "proxy" : subject;
    }
}
