// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.meter;

import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters that tell what calls spent: those of Claude Code, and of the GenAI conventions as gateways and SDKs send them.
 * Their names and labels were read 2026-11-23. Immutable; thread-safe.
 */
public enum Meter {
    /** US dollars. */
    CLAUDE_CODE_COST("claude_code.cost.usage", 1e9) {
        @Override
        Spent spent(MetricPoint point, long grown, PriceBook prices) {
            return new Spent(0, grown, 0);
        }
    },
    /** Tokens by kind; their money is told by the counter of the cost. */
    CLAUDE_CODE_TOKENS("claude_code.token.usage", 1) {
        @Override
        Spent spent(MetricPoint point, long grown, PriceBook prices) {
            return new Spent(0, 0, grown);
        }
    },
    /** Tokens by kind, of which the input includes those of the cache; their money is that of the price book. */
    GEN_AI_TOKENS("gen_ai.client.token.usage", 1) {
        @Override
        Spent spent(MetricPoint point, long grown, PriceBook prices) {
            String type = type(point);
            long input = nano(point, "input", grown, prices);
            return switch (type) {
                case "input" -> new Spent(0, input, grown);
                case "output" -> new Spent(0, nano(point, type, grown, prices), grown);
                case "cached_input", "cache_creation_input" ->
                    new Spent(0, nano(point, type, grown, prices) - input, 0);
                default -> Spent.NOTHING;
            };
        }
    },
    /** How many calls the tokens belong to: as many as told their input. */
    GEN_AI_CALLS("gen_ai.client.token.usage.count", 1) {
        @Override
        Spent spent(MetricPoint point, long grown, PriceBook prices) {
            return type(point).equals("input") ? new Spent(grown, 0, 0) : Spent.NOTHING;
        }
    };

    private static final double MOST = 1e17;
    /** Which label tells the model: what answered before what was asked for. */
    private static final List<String> MODELS = List.of("gen_ai.response.model", "gen_ai.request.model", "model");
    /** Tokens of many calls are priced in parts of this size, so that no price for long contexts is taken for them. */
    private static final long PART = 100_000;

    private final String metric;
    private final double units;

    Meter(String metric, double units) {
        this.metric = metric;
        this.units = units;
    }

    /** What was spent; money may be negative, where it takes back what another counter of the same tokens says. */
    public record Spent(long requests, long nanoUsd, long tokens) {
        /** Nothing. */
        public static final Spent NOTHING = new Spent(0, 0, 0);
    }

    /** The counter of this name; null when it tells no spending. */
    public static @Nullable Meter of(String metric) {
        for (Meter meter : values()) {
            if (meter.metric.equals(metric)) {
                return meter;
            }
        }
        return null;
    }

    /** What a point adds to what was spent. */
    public Spent read(MetricPoint point, RunningTotals totals, PriceBook prices, Instant now) {
        double told = point.value() * units;
        if (!(told >= 0 && told <= MOST) || point.temporality() == MetricPoint.Temporality.GAUGE) {
            return Spent.NOTHING;
        }
        long whole = Math.round(told);
        long grown = point.temporality() == MetricPoint.Temporality.DELTA
                ? whole
                : totals.grown(series(point), point.start(), point.at(), whole, now);
        return grown == 0 ? Spent.NOTHING : spent(point, grown, prices);
    }

    /** The model the point is about; a word that no price book knows when it tells none. */
    public static String model(MetricPoint point) {
        Map<String, String> labels = point.labels();
        for (String label : MODELS) {
            String model = labels.get(label);
            if (model != null) {
                return model;
            }
        }
        return "unknown";
    }

    abstract Spent spent(MetricPoint point, long grown, PriceBook prices);

    private static String series(MetricPoint point) {
        return point.tenant()
                + ' '
                + point.origin().source()
                + ' '
                + point.name()
                + ' '
                + point.who()
                + ' '
                + point.labels();
    }

    private static String type(MetricPoint point) {
        return point.labels().getOrDefault("gen_ai.token.type", "");
    }

    private static long nano(MetricPoint point, String type, long tokens, PriceBook prices) {
        return tokens / PART * price(point, type, PART, prices) + price(point, type, tokens % PART, prices);
    }

    private static long price(MetricPoint point, String type, long tokens, PriceBook prices) {
        TokenUsage usage = switch (type) {
            case "input" -> TokenUsage.of(tokens, 0);
            case "output" -> TokenUsage.of(0, tokens);
            case "cached_input" -> new TokenUsage(0, tokens, 0, 0, 0);
            default -> new TokenUsage(0, 0, tokens, 0, 0);
        };
        return prices.price(model(point), usage, Handling.DEFAULT, point.at()).nanoUsd();
    }
}
