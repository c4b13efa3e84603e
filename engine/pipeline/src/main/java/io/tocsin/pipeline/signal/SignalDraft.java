// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import io.tocsin.model.signal.Labels;
import io.tocsin.pipeline.signal.Field.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A signal in the making: values by field, not yet judged. A value that is null, blank or NaN is
 * simply not set, so that a reader can hand over whatever its sender told.
 *
 * <p>Mutable, reused for the next signal, not thread-safe. {@link SignalGate} judges it.
 */
public final class SignalDraft {
    static final int LONGEST_LABEL = 255;
    static final int LONGEST_PROSE = 1000;
    static final int MOST_LABELS = 64;
    static final long UNSET = Long.MIN_VALUE;
    private static final int FIELDS = Field.values().length;

    private final @Nullable Object[] objects = new Object[FIELDS];
    private final double[] numbers = new double[FIELDS];
    private final long[] counts = new long[FIELDS];
    /** The fields that may be set; every other is not. */
    private final FieldSet touched = new FieldSet();
    /** The fields whose text is known to fit. */
    private final FieldSet plain = new FieldSet();
    /** The fields that were not judged since they were set. */
    private final FieldSet unjudged = new FieldSet();

    @Nullable SignalType type;

    @Nullable Map<String, String> labels;

    @Nullable List<RateReading> rates;

    SignalDraft() {
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(counts, UNSET);
    }

    void clear() {
        for (int i = nextTouched(0); i >= 0; i = nextTouched(i + 1)) {
            objects[i] = null;
            numbers[i] = Double.NaN;
            counts[i] = UNSET;
        }
        touched.clear();
        plain.clear();
        unjudged.clear();
        type = null;
        labels = null;
        rates = null;
    }

    /** Sets a text as it is; the gate refuses it if it does not fit. */
    public SignalDraft text(Field field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return this;
        }
        return object(field, value);
    }

    /** Sets a text cut and cleaned so that it fits, without looking at one that is known to. */
    public SignalDraft fit(Field field, @Nullable Fitted value) {
        return value == null || !value.plain() ? fit(field, value == null ? null : value.text()) : known(field, value);
    }

    /** Sets a text as it is, be it blank. */
    SignalDraft known(Field field, Fitted value) {
        object(field, value.text());
        if (value.plain()) {
            plain.add(field.ordinal());
        }
        return this;
    }

    /** Sets the id to a word and the {@link Ids#hash} of parts. */
    public SignalDraft hashed(String word, @Nullable Object... parts) {
        object(Field.ID, Ids.prefixed(word, parts));
        plain.add(Field.ID.ordinal());
        return this;
    }

    /** Whether the text of a field is known to fit it. */
    boolean plain(Field field) {
        return plain.has(field.ordinal());
    }

    /** Sets a text cut and cleaned so that it fits; of an id that is too long its hash stands in. */
    public SignalDraft fit(Field field, @Nullable String value) {
        if (value == null) {
            return this;
        }
        if (field.shape == Shape.ID && value.length() > Ids.LONGEST) {
            return text(field, Ids.hash(value));
        }
        int longest = field.shape == Shape.PROSE ? LONGEST_PROSE : LONGEST_LABEL;
        if (value.length() > longest || !plain(value)) {
            return text(field, clean(value, longest));
        }
        String bare = value.strip();
        text(field, bare);
        boolean set = !bare.isEmpty();
        if (set && field.shape == Shape.LABEL || set && field.shape == Shape.ID) {
            plain.add(field.ordinal());
        }
        return this;
    }

    /** Sets an address; anything but a short http or https address is left out. */
    public SignalDraft link(@Nullable String value) {
        return value != null && linkable(value) ? text(Field.LINK, value) : this;
    }

    /** Sets a number. */
    public SignalDraft number(Field field, double value) {
        touch(field);
        numbers[field.ordinal()] = value;
        return this;
    }

    /** Sets a whole number. */
    public SignalDraft count(Field field, long value) {
        touch(field);
        counts[field.ordinal()] = value;
        return this;
    }

    /** Sets a whole number, if it is told. */
    public SignalDraft count(Field field, @Nullable Long value) {
        return value == null ? this : count(field, value.longValue());
    }

    /** Says that a call was not billed, whatever its tokens. */
    public SignalDraft unbilled() {
        return text(Field.COST_SOURCE, "none");
    }

    /** Sets a flag. */
    public SignalDraft flag(Field field, boolean value) {
        return count(field, value ? 1 : 0);
    }

    /** Sets a time. */
    public SignalDraft time(Field field, @Nullable Instant value) {
        return value == null ? this : object(field, value);
    }

    private void touch(Field field) {
        touched.add(field.ordinal());
        unjudged.add(field.ordinal());
    }

    /** Sets a text or a time, whatever it is. */
    SignalDraft object(Field field, Object value) {
        touch(field);
        plain.remove(field.ordinal());
        objects[field.ordinal()] = value;
        return this;
    }

    /** Adds a label, cut and cleaned so that it fits; beyond 64 labels it is left out. */
    public SignalDraft label(String name, @Nullable String value) {
        if (value == null || value.isBlank() || name.isBlank()) {
            return this;
        }
        Map<String, String> all = labelMap();
        if (all.size() < MOST_LABELS) {
            all.put(clean(name, LONGEST_LABEL), clean(value, LONGEST_LABEL));
        }
        return this;
    }

    /** Sets all labels at once: no more than 64, of names and values that {@link #fitting(String)} made, no name blank. */
    public SignalDraft labels(Labels fitting) {
        labels = fitting.isEmpty() ? null : fitting;
        return this;
    }

    /** A text cut and cleaned so that it fits a label; blank when nothing of it does. */
    public static String fitting(String text) {
        return clean(text, LONGEST_LABEL);
    }

    /** Adds a reading of a rate limit that came along with a call. */
    public SignalDraft rate(RateReading reading) {
        if (rates == null) {
            rates = new ArrayList<>();
        }
        rates.add(reading);
        return this;
    }

    /** The labels set so far, sorted by name. */
    public Map<String, String> labels() {
        return labels == null
                ? Map.of()
                : labels instanceof Labels immutable ? immutable : Collections.unmodifiableMap(labels);
    }

    Map<String, String> labelMap() {
        if (labels == null || labels instanceof Labels) {
            labels = labels == null ? new TreeMap<>() : new TreeMap<>(labels);
        }
        return labels;
    }

    /** The text set so far, or null. */
    public @Nullable String text(Field field) {
        return (String) objects[field.ordinal()];
    }

    private int nextTouched(int from) {
        return touched.next(from);
    }

    /** Ordinal of the next field from one on that is to be judged, or -1. */
    int nextUnjudged(int from) {
        return unjudged.next(from);
    }

    /** Everything is well. */
    void judged() {
        unjudged.clear();
    }

    /** The text or time set so far, or null. */
    @Nullable Object object(Field field) {
        return objects[field.ordinal()];
    }

    @Nullable Instant time(Field field) {
        return (Instant) objects[field.ordinal()];
    }

    double number(Field field) {
        return numbers[field.ordinal()];
    }

    double numberOr(Field field, double otherwise) {
        double value = numbers[field.ordinal()];
        return Double.isNaN(value) ? otherwise : value;
    }

    long count(Field field) {
        long value = counts[field.ordinal()];
        return value == UNSET ? 0 : value;
    }

    boolean counted(Field field) {
        return counts[field.ordinal()] != UNSET;
    }

    boolean flagOr(Field field, boolean otherwise) {
        long value = counts[field.ordinal()];
        return value == UNSET ? otherwise : value != 0;
    }

    boolean has(Field field) {
        int i = field.ordinal();
        return objects[i] != null || counts[i] != UNSET || !Double.isNaN(numbers[i]);
    }

    /** 32 hexadecimal digits that stand for everything set so far, the moment and the place in the message. */
    String contentHash(Instant receivedAt, int index) {
        return Ids.hash(
                receivedAt,
                index,
                type,
                Arrays.toString(objects),
                Arrays.toString(numbers),
                Arrays.toString(counts),
                labels);
    }

    static boolean linkable(String value) {
        return value.length() <= LONGEST_PROSE
                && (value.startsWith("https://") || value.startsWith("http://"))
                && value.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '<' || c == '>' || c >= 0x7f);
    }

    /** Whether every character is printable ASCII, as that of almost every text is. */
    static boolean plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String clean(String value, int longest) {
        if (value.length() <= longest && plain(value)) {
            return value.strip();
        }
        StringBuilder cleaned = new StringBuilder(Math.min(value.length(), longest));
        for (int i = 0; i < value.length() && cleaned.length() < longest; ) {
            int point = value.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isISOControl(point)) {
                cleaned.append(' ');
            } else if (Character.charCount(point) == 2 && cleaned.length() + 2 > longest) {
                break;
            } else {
                boolean lone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
                cleaned.appendCodePoint(lone ? '\uFFFD' : point);
            }
        }
        return cleaned.toString().strip();
    }
}
