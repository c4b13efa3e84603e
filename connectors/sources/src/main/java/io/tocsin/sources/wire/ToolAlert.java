// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The draft of an alert that a monitoring tool tells. What is not told is left out; a time that cannot be, such as the
 * year 1 or 1970 that tools write for "not yet", is not told.
 *
 * <p>Mutable, one at a time for each gate, not thread-safe.
 */
public final class ToolAlert {
    private final SignalGate gate;
    private final SignalDraft draft;
    private final Instant receivedAt;
    private final boolean firing;

    private ToolAlert(SignalGate gate, Instant receivedAt, boolean firing) {
        this.gate = gate;
        this.draft = gate.draft(SignalType.ALERT);
        this.receivedAt = receivedAt;
        this.firing = firing;
    }

    /**
     * An alert.
     *
     * @param fingerprint the tool's identity of the alert, the same when it fires and when it is over
     * @param receivedAt when the message arrived
     */
    public static ToolAlert of(SignalGate gate, String tool, String fingerprint, boolean firing, Instant receivedAt) {
        ToolAlert alert = new ToolAlert(gate, receivedAt, firing);
        alert.draft
                .fit(Field.TOOL, tool)
                .fit(Field.FINGERPRINT, fingerprint)
                .text(Field.STATE, firing ? "firing" : "resolved");
        return alert;
    }

    /** What the same event is known by when it is sent again; left out when the tool tells nothing of the kind. */
    public ToolAlert id(@Nullable String id) {
        draft.fit(Field.ID, id);
        return this;
    }

    /** Its name in the tool, or another when it has none. */
    public ToolAlert name(@Nullable String name, String otherwise) {
        draft.fit(Field.NAME, name == null ? otherwise : name);
        return this;
    }

    /** The tool's word, in any case. */
    public ToolAlert severity(@Nullable String word) {
        draft.fit(Field.SEVERITY, word == null ? null : word.toLowerCase(Locale.ROOT));
        return this;
    }

    /** One line for people. */
    public ToolAlert summary(@Nullable String summary) {
        draft.fit(Field.SUMMARY, summary);
        return this;
    }

    /** What was measured, and what it was not to pass; NaN for what is not told. */
    public ToolAlert value(double value, double threshold) {
        draft.number(Field.VALUE, Double.isInfinite(value) ? Double.NaN : value)
                .number(Field.THRESHOLD, Double.isInfinite(threshold) ? Double.NaN : threshold);
        return this;
    }

    /** When it began and ended. An end counts only once it is over. */
    public ToolAlert times(@Nullable Instant startsAt, @Nullable Instant endsAt) {
        Instant start = Times.plausible(startsAt, receivedAt);
        Instant end = firing ? null : Times.plausible(endsAt, receivedAt);
        return at(firing ? start : end).since(start).until(end);
    }

    /** When it came to be as it is told, where that is not its start or its end. */
    public ToolAlert at(@Nullable Instant at) {
        draft.time(Field.AT, Times.plausible(at, receivedAt));
        return this;
    }

    /** When it began. */
    public ToolAlert since(@Nullable Instant startsAt) {
        draft.time(Field.STARTS_AT, Times.plausible(startsAt, receivedAt));
        return this;
    }

    /** When it is over unless it is told again; only of one that fires. */
    public ToolAlert expires(Instant at) {
        draft.time(Field.ENDS_AT, firing ? at : null);
        return this;
    }

    private ToolAlert until(@Nullable Instant endsAt) {
        draft.time(Field.ENDS_AT, endsAt);
        return this;
    }

    /** Adds a label; {@code team} and {@code feature} also say on whose behalf. */
    public ToolAlert label(String name, @Nullable String value) {
        draft.label(name, value);
        if (name.equals("team")) {
            draft.fit(Field.TEAM, value);
        } else if (name.equals("feature")) {
            draft.fit(Field.FEATURE, value);
        }
        return this;
    }

    /** Adds the fields of an object that are text, numbers or booleans. */
    public ToolAlert labels(Node object) {
        object.fields().forEach((name, value) -> label(name, value.text()));
        return this;
    }

    /** Adds labels. */
    public ToolAlert labels(Map<String, String> labels) {
        labels.forEach(this::label);
        return this;
    }

    /** Adds a tag written as {@code name:value}; one without a colon is left out. */
    public ToolAlert tag(@Nullable String tag) {
        int colon = tag == null ? -1 : tag.indexOf(':');
        return tag == null || colon <= 0
                ? this
                : label(
                        tag.substring(0, colon).strip(),
                        tag.substring(colon + 1).strip());
    }

    /** Where to look: the first of these that is a web address. */
    public ToolAlert link(@Nullable String... links) {
        for (String link : links) {
            if (draft.text(Field.LINK) == null) {
                draft.link(link);
            }
        }
        return this;
    }

    /** Hands it to the gate; empty when it became a signal, else why not. */
    public Optional<Problem> admit() {
        return gate.admit();
    }
}
