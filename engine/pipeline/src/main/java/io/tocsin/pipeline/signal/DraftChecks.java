// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import io.tocsin.model.signal.Labels;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field.Shape;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges a completed draft, field by field (those set since it was found well) and then as a whole. The first problem found is the one told. */
final class DraftChecks {
    private static final Field[] FIELDS = Field.values();
    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);
    private static final int MOST_RATES = 32;

    private final Message message;

    DraftChecks(Message message) {
        this.message = message;
    }

    Optional<Problem> judge(SignalDraft draft) {
        try {
            for (int i = draft.nextUnjudged(0); i >= 0; i = draft.nextUnjudged(i + 1)) {
                field(draft, FIELDS[i]);
            }
            labels(draft.labels);
            rates(draft.rates);
            whole(draft);
            draft.judged();
            return Optional.empty();
        } catch (BadInput bad) {
            return Optional.of(bad.problem());
        }
    }

    private void field(SignalDraft draft, Field field) {
        Object object = draft.object(field);
        if (object instanceof String text) {
            if (!draft.plain(field)) {
                text(field, text);
            }
        } else if (object instanceof Instant time) {
            time(draft, field, time);
        }
        if (field.shape == Shape.COUNT && draft.counted(field)) {
            whole(field, draft.count(field));
        }
        double number = draft.number(field);
        if (!Double.isNaN(number)) {
            range(field, number);
        }
    }

    private static void whole(Field field, long count) {
        if (count < field.min || count > field.max) {
            throw new BadInput(Problems.range(field, String.valueOf(count)));
        }
    }

    private static void range(Field field, double value) {
        if (value < field.min || value > field.max) {
            throw new BadInput(Problems.range(field, String.valueOf(value)));
        }
    }

    private static void text(Field field, String text) {
        switch (field.shape) {
            case PROSE -> length(field, text, SignalDraft.LONGEST_PROSE);
            case LINK -> {
                if (!SignalDraft.linkable(text)) {
                    throw bad("schema", field.path(), "must be an http or https address of at most 1000 characters");
                }
            }
            case DURATION -> interval(text);
            case ID -> word(field, text, "id-invalid");
            default -> word(field, text, "label-invalid");
        }
    }

    private static void word(Field field, String text, String code) {
        if (text.isBlank()) {
            throw bad(code, field.path(), "must not be blank; leave it out when it is not known");
        }
        if (text.length() > SignalDraft.LONGEST_LABEL) {
            throw bad(code, field.path(), "must have at most 255 characters, had " + text.length());
        }
        if (!printable(text)) {
            throw bad(code, field.path(), "must not contain control characters or broken surrogates");
        }
    }

    private static void length(Field field, String text, int longest) {
        if (text.length() > longest) {
            throw bad("label-invalid", field.path(), "must have at most " + longest + " characters");
        }
        if (!printable(text)) {
            throw bad("label-invalid", field.path(), "must not contain control characters or broken surrogates");
        }
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                continue;
            }
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static void interval(String text) {
        try {
            Duration interval = Duration.parse(text);
            if (interval.isNegative() || interval.isZero() || interval.compareTo(LONGEST_INTERVAL) > 0) {
                throw bad("value-range", "interval", "must lie above zero and not above 366 days");
            }
        } catch (DateTimeException | ArithmeticException wrong) {
            throw bad("schema", "interval", "must be a period such as PT1M");
        }
    }

    private void time(SignalDraft draft, Field field, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw bad("time-range", field.path(), "must not lie before 2015 or after 2199");
        }
        Instant now = message.receivedAt();
        if (field != Field.AT || !time.isAfter(now)) {
            return;
        }
        if (time.isAfter(now.plus(MOST_AHEAD))) {
            throw new BadInput(Problems.value(
                    "time-range",
                    field.path(),
                    "lies more than 5 minutes in the future, by "
                            + Duration.between(now, time).toSeconds() + " s",
                    "check the sender's clock"));
        }
        draft.time(Field.AT, now);
    }

    private static void labels(@Nullable Map<String, String> labels) {
        if (labels == null || labels instanceof Labels) {
            return; // none, or such that fit
        }
        if (labels.size() > SignalDraft.MOST_LABELS) {
            throw bad("label-invalid", "labels", "must be at most 64, were " + labels.size());
        }
        labels.forEach((name, value) -> {
            boolean fits = !name.isBlank()
                    && name.length() <= SignalDraft.LONGEST_LABEL
                    && value.length() <= SignalDraft.LONGEST_LABEL;
            if (!fits || !printable(name) || !printable(value)) {
                throw bad("label-invalid", "labels", "must have names and values of at most 255 printable characters");
            }
        });
    }

    private static void rates(@Nullable List<RateReading> rates) {
        if (rates == null) {
            return;
        }
        if (rates.size() > MOST_RATES) {
            throw bad("value-range", "rateLimit", "must have at most 32 dimensions");
        }
        for (RateReading rate : rates) {
            word(Field.DIMENSION, rate.dimension(), "label-invalid");
            rangeIfTold(Field.LIMIT, rate.limit());
            rangeIfTold(Field.REMAINING, rate.remaining());
            rangeIfTold(Field.UTILISATION, rate.utilisation());
            Instant reset = rate.reset();
            if (reset != null && (reset.isBefore(EARLIEST) || reset.isAfter(LATEST))) {
                throw bad("time-range", "rateLimit.reset", "must not lie before 2015 or after 2199");
            }
            if (Double.isNaN(rate.used())) {
                throw bad("schema", "rateLimit." + rate.dimension(), "needs limit and remaining, or utilisation");
            }
        }
    }

    private static void rangeIfTold(Field field, double value) {
        if (!Double.isNaN(value)) {
            range(field, value);
        }
    }

    private void whole(SignalDraft draft) {
        SignalType type = draft.type;
        if (type == null) {
            throw bad("schema", "type", "must be one of: " + SignalType.words());
        }
        for (Field field : type.required()) {
            if (!draft.has(field)) {
                throw bad("schema", field.path(), "is needed by an event of type " + type.word());
            }
        }
        if (!message.tenant().equals(draft.text(Field.TENANT))) {
            throw new BadInput(Problems.value(
                    "tenant-mismatch", "tenant", "is not the tenant of these credentials", "leave the field out"));
        }
        if (draft.count(Field.CACHE_CREATION_1H) > draft.count(Field.CACHE_CREATION)) {
            throw bad("value-range", "tokens.cacheCreation1h", "is a part of cacheCreation and must not exceed it");
        }
        words(draft, type);
        if (type == SignalType.RATE_LIMIT) {
            utilisation(draft);
        }
    }

    private static void utilisation(SignalDraft draft) {
        boolean told = draft.has(Field.UTILISATION) || (draft.has(Field.LIMIT) && draft.has(Field.REMAINING));
        if (!told) {
            throw bad("schema", "limit", "is needed together with remaining, or utilisation alone");
        }
    }

    private static void words(SignalDraft draft, SignalType type) {
        switch (type) {
            case METRIC -> {
                if (draft.has(Field.TEMPORALITY)) {
                    oneOf(draft, Field.TEMPORALITY, SignalAssembler.TEMPORALITIES);
                }
            }
            case ALERT -> {
                String state = draft.text(Field.STATE);
                if (!SignalAssembler.FIRING.equals(state) && !SignalAssembler.RESOLVED.equals(state)) {
                    throw bad("schema", "state", "must be firing or resolved");
                }
            }
            case PROVIDER_STATUS -> oneOf(draft, Field.LEVEL, SignalAssembler.LEVELS);
            case CHANGE -> oneOf(draft, Field.KIND, SignalAssembler.CHANGES);
            case FEEDBACK -> oneOf(draft, Field.KIND, SignalAssembler.FEEDBACKS);
            default -> {
                // the other types have no field with a fixed set of words
            }
        }
    }

    private static void oneOf(SignalDraft draft, Field field, Words<?> words) {
        if (words.value(draft.text(field)) == null) {
            throw bad("schema", field.path(), "must be one of: " + words.all());
        }
    }

    private static BadInput bad(String code, String field, String detail) {
        return new BadInput(Problems.value(code, field, detail, ""));
    }
}
