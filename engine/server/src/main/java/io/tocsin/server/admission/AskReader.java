// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.model.signal.Usd;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.server.http.JsonFields;
import io.tocsin.server.http.JsonFields.Flawed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what applications ask. Thread-safe. */
final class AskReader {
    private static final int MAX_NUMBER = 40;
    private static final long MAX_TOKENS = 100_000_000;
    private static final int MAX_TTL = 24 * 60 * 60;
    private static final int DEFAULT_TTL = 300;
    private static final BigDecimal MAX_USD = BigDecimal.valueOf(1_000_000);
    private static final List<String> RESERVE = List.of(
            "tenant",
            "reservation",
            "team",
            "user",
            "feature",
            "estimateUsd",
            "model",
            "inputTokens",
            "maxOutputTokens",
            "ttlSeconds",
            "ifUnreachable");
    private static final List<String> SETTLE = List.of("tenant", "reservation", "actualUsd", "reported");
    private static final List<String> RELEASE = List.of("tenant", "reservation");

    private final PriceBook prices;
    private final String tenant;
    private final Supplier<Instant> now;

    AskReader(PriceBook prices, String tenant, Supplier<Instant> now) {
        this.prices = prices;
        this.tenant = tenant;
        this.now = now;
    }

    /** What the caller wants to hear when nobody can decide. */
    enum Wish {
        /** An error. */
        NONE,
        /** Go on: fail open. */
        ALLOW,
        /** Do not go on: fail closed. */
        REFUSE
    }

    Ask reserve(JsonFields body) {
        body.allow(RESERVE);
        String named = body.text("reservation");
        return new Ask.Reserve(
                body.text("tenant", tenant),
                named == null ? UUID.randomUUID().toString() : named,
                new Ask.Payer(body.text("team"), body.text("user"), body.text("feature")),
                estimate(body),
                (int) body.whole("ttlSeconds", 1, MAX_TTL, DEFAULT_TTL));
    }

    Ask settle(JsonFields body) {
        body.allow(SETTLE);
        return new Ask.Settle(
                body.text("tenant", tenant),
                body.required("reservation"),
                usd(body, "actualUsd"),
                body.flag("reported", true));
    }

    Ask release(JsonFields body) {
        body.allow(RELEASE);
        return new Ask.Release(body.text("tenant", tenant), body.required("reservation"));
    }

    static Wish wish(JsonFields body) {
        String wish = body.text("ifUnreachable");
        if (wish == null) {
            return Wish.NONE;
        } else if (wish.equals("allow") || wish.equals("refuse")) {
            return wish.equals("allow") ? Wish.ALLOW : Wish.REFUSE;
        }
        throw new Flawed("ifUnreachable", "ifUnreachable must be allow or refuse", "leave it out to get a 503");
    }

    private long estimate(JsonFields body) {
        String model = body.text("model");
        if (body.has("estimateUsd") == (model != null)) {
            throw new Flawed(
                    "estimateUsd",
                    "the estimate must be told in one of two ways",
                    "send estimateUsd, or model with inputTokens and maxOutputTokens");
        }
        long nano = model == null ? usd(body, "estimateUsd") : priced(body, model);
        if (nano == 0) {
            throw new Flawed(
                    model == null ? "estimateUsd" : "inputTokens",
                    "the estimate must be above 0",
                    "reserve what it may cost");
        }
        return nano;
    }

    /** What a call costs at most if nothing of its input is cached. */
    private long priced(JsonFields body, String model) {
        long input = body.whole("inputTokens", 0, MAX_TOKENS, 0);
        long output = body.whole("maxOutputTokens", 0, MAX_TOKENS, 0);
        return prices.price(model, TokenUsage.of(input, output), Handling.DEFAULT, now.get())
                .nanoUsd();
    }

    /** Nano-dollars; what is finer is rounded up. */
    private static long usd(JsonFields body, String field) {
        JsonNode node = body.body().path(field);
        BigDecimal usd = null;
        if (node.isNumber()) {
            usd = node.isDouble() && !Double.isFinite(node.asDouble()) ? null : node.decimalValue();
        } else if (node.isTextual() && node.asText().length() <= MAX_NUMBER) {
            usd = parsed(node.asText());
        }
        if (usd == null || usd.signum() < 0 || usd.compareTo(MAX_USD) > 0) {
            throw new Flawed(
                    field,
                    field + " must be US dollars from 0 to " + MAX_USD,
                    "send a number such as 0.0425, or the same as a text");
        }
        return Usd.nano(usd, RoundingMode.CEILING);
    }

    private static @Nullable BigDecimal parsed(String text) {
        try {
            BigDecimal usd = new BigDecimal(text);
            return Math.abs(usd.scale()) > MAX_NUMBER ? null : usd;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
