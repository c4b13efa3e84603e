// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the provider's rate-limit headers say, once a minute. Not thread-safe. */
final class Pools {
    private static final String SONNET = "sonnet";
    private static final String OPUS = "opus";
    private static final double PEAK = 0.83;
    private static final double RAMP_SECONDS = 480;
    private static final double SWAY = 0.04;
    private static final double NOISE = 0.012;
    private static final double SEARCH_ON_OPUS = 0.2;
    private static final double SWAY_SECONDS = 5_400;
    private static final double INPUT_TOKENS_PER_MINUTE = 400_000;
    private static final Duration TRUE_FOR = Duration.ofSeconds(150);

    private final Dice dice;
    private final Plot plot;
    private long readings;

    Pools(Dice dice, Plot plot) {
        this.dice = dice;
        this.plot = plot;
    }

    /** The readings of one minute. */
    List<Signal> readings(Instant at, boolean searchOnOpus) {
        List<Signal> signals = new ArrayList<>();
        for (String family : Company.FAMILIES) {
            double used = used(family, at, searchOnOpus);
            readings++;
            signals.add(new RateLimit(
                    new Origin("limit-" + readings, at, AppTraffic.SOURCE, Company.TENANT),
                    new Attribution(null, null, null, null, Company.WORKSPACE),
                    Company.PROVIDER,
                    family,
                    "input-tokens",
                    INPUT_TOKENS_PER_MINUTE,
                    Math.rint((1 - used) * INPUT_TOKENS_PER_MINUTE),
                    used,
                    at.plus(TRUE_FOR)));
        }
        return signals;
    }

    private double used(String family, Instant at, boolean searchOnOpus) {
        double usual = Company.POOLS.getOrDefault(family, 0.0);
        double sway = SWAY * StrictMath.sin(at.getEpochSecond() / SWAY_SECONDS + family.length());
        double used = usual + sway + dice.between(-NOISE, NOISE);
        if (family.equals(OPUS) && searchOnOpus) {
            used += SEARCH_ON_OPUS;
        }
        return family.equals(SONNET) ? used + pressure(at) * (PEAK - usual - sway) : used;
    }

    /** How far the pressure of the story is in force, 0 to 1. */
    private double pressure(Instant at) {
        double rising = Duration.between(plot.pressureFrom(), at).toSeconds() / RAMP_SECONDS;
        double falling = Duration.between(plot.pressureUntil(), at).toSeconds() / RAMP_SECONDS;
        return Math.max(0, Math.min(1, rising)) - Math.max(0, Math.min(1, falling));
    }
}
