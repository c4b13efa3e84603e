// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What gateways tell of the rate limits of each model family, twice a minute: it follows the load, jitters, and now and
 * then one reading is high on its own, as when a burst meets the end of a window.
 */
final class Readings {
    /** Half a minute between two readings. */
    static final int EVERY_SECONDS = 30;

    private static final double LIMIT = 4_000_000;
    private static final double BURSTS = 0.0003;
    private static final double FULL = 0.97;
    private static final double MINUTES_TO_FULL = 40;

    private final Troubles troubles;
    private final Calendar calendar;
    private final Dice dice;
    private long count;

    Readings(Troubles troubles, Calendar calendar, Dice dice) {
        this.troubles = troubles;
        this.calendar = calendar;
        this.dice = dice;
    }

    /** The model family of a feature, as pools are named. */
    static String family(Feature feature) {
        return feature.model().replaceAll("claude-([a-z]+)-.*", "$1");
    }

    /** The readings of a moment. */
    List<Signal> at(Instant at) {
        List<Signal> readings = new ArrayList<>();
        for (Feature feature : List.of(Company.SUPPORT, Company.CODE)) {
            boolean silent = troubles.all().stream()
                    .anyMatch(incident -> incident.kind() == Kind.SILENT_SOURCE
                            && incident.runs(at)
                            && incident.feature().source().equals(feature.source()));
            if (!silent) {
                readings.add(reading(feature, at));
            }
        }
        return readings;
    }

    private Signal reading(Feature feature, Instant at) {
        double used = 0.15 + 0.4 * Math.min(1.2, calendar.share(feature, at)) + 0.04 * dice.normal();
        if (dice.chance(BURSTS)) {
            used += dice.between(0.2, 0.45);
        }
        for (Incident incident : troubles.all()) {
            if (incident.kind() == Kind.RATE_LIMIT && incident.feature() == feature && incident.runs(at)) {
                double share =
                        Math.min(1, Duration.between(incident.start(), at).toSeconds() / 60.0 / MINUTES_TO_FULL);
                used = Math.max(used, used + (FULL - used) * share);
            }
        }
        double utilisation = Math.max(0.01, Math.min(1, used));
        return new RateLimit(
                new Origin("reading-" + ++count, at, feature.source(), "default"),
                new Attribution(null, null, null, null, Company.WORKSPACE),
                Company.PROVIDER,
                family(feature),
                "input-tokens",
                LIMIT,
                Math.round(LIMIT * (1 - utilisation)),
                utilisation,
                at.plusSeconds(60));
    }
}
