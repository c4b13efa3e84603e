// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Feedback;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Signals of every kind with every field told or not, from a seed. */
final class SignalSamples {
    private static final double[] NUMBERS = {
        0, -0.0, 1, 0.1, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, -1.5, Double.POSITIVE_INFINITY, Math.PI
    };
    private static final String[] TEXTS = {
        "anna", "世界 🚨", "quote\" back\\slash", "tab\tnewline\n", "\u0000", "é", "  ", "a".repeat(255), "\u2028"
    };

    private final Random random;

    SignalSamples(long seed) {
        random = new Random(seed);
    }

    List<Signal> many(int count) {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            signals.add(any(i));
        }
        return signals;
    }

    /** A call as applications usually send it. */
    static LlmCall usualCall(int i) {
        return new LlmCall(
                new Origin(
                        "req_011CdST19ne3fMRQ6CdysbFp" + i,
                        Instant.parse("2026-11-23T16:21:11.551Z").plusMillis(i),
                        "litellm",
                        "default"),
                new Attribution("search", "user-" + i % 100, "answer-bot", "sess-" + i % 1000, "wrkspc_main"),
                "anthropic",
                "claude-sonnet-5",
                new TokenUsage(1200 + i % 500, 15_000, 800, 0, 350),
                new Cost(12_345_678L + i, CostSource.REPORTED),
                new CallResult(200, "end_turn", null, 2.375, 0.87, false, false),
                new Handling("standard", null, 4, true, "us", "internal", null));
    }

    private Signal any(int i) {
        Origin origin = new Origin("id-" + i, instant(), text(), "default");
        Attribution who = random.nextInt(3) == 0
                ? Attribution.NONE
                : new Attribution(maybe(), maybe(), maybe(), maybe(), maybe());
        return switch (random.nextInt(9)) {
            case 0 -> new LlmCall(origin, who, text(), text(), tokens(), cost(), result(), handling());
            case 1 -> new RateLimit(origin, who, text(), text(), text(), number(), number(), number(), maybeInstant());
            case 2 ->
                new MetricPoint(
                        origin,
                        who,
                        text(),
                        pick(MetricPoint.Temporality.values()),
                        number(),
                        maybe(),
                        maybeInstant(),
                        labels());
            case 3 ->
                new ExternalAlert(
                        origin,
                        who,
                        text(),
                        text(),
                        text(),
                        random.nextBoolean(),
                        maybe(),
                        text(),
                        number(),
                        number(),
                        instant(),
                        maybeInstant(),
                        labels(),
                        maybe());
            case 4 -> new ProviderStatus(origin, who, text(), text(), pick(ProviderStatus.Level.values()), maybe());
            case 5 ->
                new Change(
                        origin, who, pick(Change.Kind.values()), text(), random.nextBoolean() ? "" : text(), maybe());
            case 6 -> new Outcome(origin, who, text(), random.nextInt(3), random.nextBoolean() ? 0 : 12.5);
            case 7 -> new Feedback(origin, who, pick(Feedback.Kind.values()), maybe(), number());
            default ->
                new Heartbeat(
                        origin,
                        who,
                        text(),
                        Duration.ofSeconds(random.nextInt(100_000), random.nextInt(1_000_000_000)));
        };
    }

    private TokenUsage tokens() {
        long creation = random.nextInt(1000);
        return random.nextInt(4) == 0
                ? TokenUsage.NONE
                : new TokenUsage(
                        random.nextInt(100_000),
                        random.nextInt(1000),
                        creation,
                        random.nextBoolean() ? creation / 2 : 0,
                        random.nextInt(10_000));
    }

    private Cost cost() {
        return new Cost(random.nextBoolean() ? 0 : random.nextLong(Long.MAX_VALUE), pick(CostSource.values()));
    }

    private CallResult result() {
        return new CallResult(
                random.nextInt(600),
                maybe(),
                maybe(),
                random.nextBoolean() ? -1 : 1.25,
                random.nextBoolean() ? Double.NaN : 0.5,
                random.nextBoolean(),
                random.nextBoolean());
    }

    private Handling handling() {
        return random.nextBoolean()
                ? Handling.DEFAULT
                : new Handling(maybe(), maybe(), number(), random.nextBoolean(), maybe(), maybe(), maybe());
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.put(text() + i, text());
        }
        return labels;
    }

    private Instant instant() {
        return switch (random.nextInt(6)) {
            case 0 -> Instant.EPOCH;
            case 1 -> Instant.MAX;
            case 2 -> Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 260_000_000_000L));
            default -> Instant.ofEpochSecond(1_795_000_000L + random.nextInt(), random.nextInt(1_000_000_000));
        };
    }

    private @Nullable Instant maybeInstant() {
        return random.nextBoolean() ? null : instant();
    }

    private double number() {
        return random.nextInt(3) == 0
                ? Double.NaN
                : random.nextBoolean() ? random.nextGaussian() : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private @Nullable String maybe() {
        return random.nextBoolean() ? null : text();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
