// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tocsin.pipeline.signal.RateReading;
import io.tocsin.pipeline.signal.SignalDraft;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits told by headers of a provider's answer, as received or as a gateway hands them on with the prefix
 * {@code llm_provider-}.
 *
 * <p>{@code anthropic-ratelimit-<dimension>-{limit,remaining,reset}} and
 * {@code anthropic-ratelimit-unified-<window>-{utilization,reset}}; without any of them the
 * {@code x-ratelimit-{limit,remaining}-<dimension>} of other providers.
 */
public final class RateLimitHeaders {
    private static final String HANDED_ON = "llm_provider-";
    private static final String ANTHROPIC = "anthropic-ratelimit-";
    private static final String OTHERS = "x-ratelimit-";
    private static final int MOST_DIMENSIONS = 16;
    private static final double MOST = 1e15;
    private static final Instant LATEST_RESET = Instant.parse("2199-12-31T00:00:00Z");

    private RateLimitHeaders() {}

    /** Adds what the headers tell to the draft of a call. Header names are in lower case. */
    public static void read(Map<String, String> headers, SignalDraft draft) {
        Map<String, Map<String, String>> dimensions = new TreeMap<>();
        headers.forEach((name, value) -> {
            String own = name.startsWith(HANDED_ON) ? name.substring(HANDED_ON.length()) : name;
            if (own.startsWith(ANTHROPIC)) {
                String rest = own.substring(ANTHROPIC.length());
                int dash = rest.lastIndexOf('-');
                if (dash > 0) {
                    put(dimensions, rest.substring(0, dash), rest.substring(dash + 1), value);
                }
            }
        });
        if (dimensions.isEmpty()) {
            others(headers, dimensions);
        }
        dimensions.entrySet().stream()
                .limit(MOST_DIMENSIONS)
                .forEach(dimension -> reading(dimension.getKey(), dimension.getValue(), draft));
    }

    private static void others(Map<String, String> headers, Map<String, Map<String, String>> dimensions) {
        headers.forEach((name, value) -> {
            if (name.startsWith(OTHERS)) {
                String rest = name.substring(OTHERS.length());
                int dash = rest.indexOf('-');
                if (dash > 0) {
                    put(dimensions, rest.substring(dash + 1), rest.substring(0, dash), value);
                }
            }
        });
    }

    private static void put(Map<String, Map<String, String>> dimensions, String dimension, String part, String value) {
        dimensions.computeIfAbsent(dimension, absent -> new TreeMap<>()).put(part, value);
    }

    private static void reading(String dimension, Map<String, String> parts, SignalDraft draft) {
        double limit = number(parts.get("limit"));
        double remaining = number(parts.get("remaining"));
        double utilisation = number(parts.get("utilization"));
        boolean pair = !Double.isNaN(limit) && !Double.isNaN(remaining);
        if ((pair || !Double.isNaN(utilisation)) && dimension.length() <= 64) {
            draft.rate(new RateReading(dimension, limit, remaining, utilisation, reset(parts.get("reset"))));
        }
    }

    private static double number(@Nullable String text) {
        double value = text == null ? Double.NaN : new Node(TextNode.valueOf(text)).number();
        return value >= 0 && value <= MOST ? value : Double.NaN;
    }

    private static @Nullable Instant reset(@Nullable String text) {
        Instant reset = text == null ? null : Times.read(new Node(TextNode.valueOf(text)));
        return Times.plausible(reset, LATEST_RESET);
    }
}
