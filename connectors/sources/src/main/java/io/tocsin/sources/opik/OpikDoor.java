// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.opik;

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
import java.util.Locale;
import java.util.Optional;

/**
 * Reads Opik's webhooks: alerts on traces, threads and guardrails, and changes of prompts. Numbers arrive as strings;
 * Opik never says that an alert is over. Experiments are ignored. Thread-safe.
 *
 * @see <a href="https://www.comet.com/docs/opik/production/alerts">Opik alerts</a>
 */
public final class OpikDoor implements Door {
    private final PriceBook prices;

    /** A door. */
    public OpikDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return Records.orDeadLetter(message, prices, "opik", OpikDoor::event);
    }

    private static Optional<Problem> event(Node event, SignalGate gate) {
        String told = event.first("metric_name", "event_type");
        if (told == null) {
            return Records.unknown("an Opik event with event_type");
        }
        String type = told.toLowerCase(Locale.ROOT);
        if (type.startsWith("experiment")) {
            return Optional.empty();
        }
        return type.startsWith("prompt") ? prompt(type, event, gate) : alert(type, event, gate);
    }

    private static Optional<Problem> alert(String type, Node event, SignalGate gate) {
        Node score = event.at("feedback_score");
        String name = event.text("alert_name", type);
        String project = projects(event);
        double value = event.number("metric_value");
        double threshold = event.number("threshold");
        SignalDraft draft = gate.draft(SignalType.ALERT);
        draft.fit(Field.ID, event.text("id"))
                .text(Field.TOOL, "opik")
                .text(Field.FINGERPRINT, Ids.hash(type, name, project, score.text("name")))
                .fit(Field.NAME, name)
                .text(Field.STATE, "firing")
                .fit(Field.SUMMARY, event.text("message"))
                .number(Field.VALUE, Double.isNaN(value) ? score.number("value") : value)
                .number(Field.THRESHOLD, Double.isNaN(threshold) ? score.number("threshold") : threshold)
                .fit(Field.FEATURE, event.at("trace").text("name"))
                .label("event_type", type)
                .label("project", project)
                .label("score", score.text("name"))
                .label("window_seconds", event.text("window_seconds"));
        return gate.admit();
    }

    private static Optional<Problem> prompt(String type, Node event, SignalGate gate) {
        SignalDraft draft = gate.draft(SignalType.CHANGE);
        draft.fit(Field.ID, event.text("id"))
                .text(Field.KIND, "config")
                .fit(Field.SUBJECT, event.at("prompt").text("name", "prompt"))
                .fit(Field.SUMMARY, type);
        return gate.admit();
    }

    private static String projects(Node event) {
        String told = event.first("project_names", "project_ids");
        return told != null ? told : event.at("project").text("name", "");
    }
}
