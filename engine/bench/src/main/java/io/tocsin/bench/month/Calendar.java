// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.ProviderStatus.Level;
import io.tocsin.model.signal.Signal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens to every company and is no trouble: deploys, busy Mondays, a month's end, a launch, a holiday, a provider
 * that stumbles for minutes. Nobody should be woken by it.
 */
final class Calendar {
    private static final int OVERLOADED = 529;
    private static final int UNAVAILABLE = 503;
    private static final int MONTH_END_DAYS = 3;
    private static final double MONTH_END = 4;
    private static final double TESTERS = 0.06;
    private static final double QUIET = 0.06;
    private static final int HOLIDAY = 9;
    private static final Duration BLIP = Duration.ofMinutes(20);
    private static final Duration DEPLOYING = Duration.ofMinutes(4);

    private final Instant start;
    private final int days;
    private final List<Instant> blips = new ArrayList<>();
    private final TreeMap<Instant, Feature> deploys = new TreeMap<>();
    private final TreeMap<Instant, Signal> signals = new TreeMap<>();

    Calendar(Instant start, int days, Dice dice) {
        this.start = start;
        this.days = days;
        for (int week = 0; week * 7 < days; week++) {
            blip(at(week, dice.below(7), dice.between(0, 24)));
            for (int day : new int[] {1, 3}) {
                deploy(at(week, day, dice.between(9, 16)), dice.of(Company.USUAL));
            }
        }
    }

    private Instant at(int week, int day, double hour) {
        return start.plus(Duration.ofDays(week * 7L + day)).plusSeconds(Math.round(hour * 3_600));
    }

    private void blip(Instant at) {
        blips.add(at);
        status(at.plusSeconds(120), Level.DEGRADED, "Elevated errors on the API");
        status(at.plus(BLIP).plusSeconds(300), Level.OPERATIONAL, null);
    }

    private void status(Instant at, Level level, @Nullable String incident) {
        signals.put(
                at,
                new ProviderStatus(
                        new Origin("status-" + at, at, "status-page", "default"),
                        Attribution.NONE,
                        Company.PROVIDER,
                        "api",
                        level,
                        incident));
    }

    private void deploy(Instant at, Feature feature) {
        deploys.put(at, feature);
        signals.put(
                at,
                new Change(
                        new Origin("deploy-" + at, at, "ci", "default"),
                        new Attribution(feature.team(), null, feature.name(), null, null),
                        Change.Kind.DEPLOY,
                        feature.name(),
                        "deployed",
                        null));
    }

    /** What tools say of it, from one moment to before another. */
    List<Signal> signals(Instant from, Instant to) {
        return List.copyOf(signals.subMap(from, to).values());
    }

    /** The features of a day: the launched one is there from the third week. */
    List<Feature> features(Instant at) {
        if (at.isBefore(launch())) {
            return Company.USUAL;
        }
        List<Feature> features = new ArrayList<>(Company.USUAL);
        features.add(Company.LAUNCHED);
        return features;
    }

    private Instant launch() {
        return start.plus(Duration.ofDays(days > 16 ? 16 : 2));
    }

    /** How busy a feature is now, as a share of its peak. */
    double share(Feature feature, Instant at) {
        ZonedDateTime local = at.atZone(feature.zone());
        double share = feature.shape().share(local);
        if (holiday(local.toLocalDate()) && feature.shape() != Shape.CUSTOMERS) {
            share *= QUIET;
        }
        if (feature.shape() == Shape.NIGHTLY && monthEnd(local.toLocalDate())) {
            share *= MONTH_END;
        }
        if (feature.equals(Company.LAUNCHED) && at.isBefore(launch().plus(Duration.ofDays(2)))) {
            share *= TESTERS;
        }
        return share;
    }

    /** Wednesday of the second week is a holiday. */
    private boolean holiday(LocalDate day) {
        LocalDate first = start.atZone(Shape.EUROPE).toLocalDate();
        return day.equals(first.plusDays(HOLIDAY));
    }

    private static boolean monthEnd(LocalDate day) {
        int left = day.lengthOfMonth() - day.getDayOfMonth();
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return left < MONTH_END_DAYS && !weekend;
    }

    /** What it does to a call. */
    void touch(Call call, Dice dice) {
        for (Instant blip : blips) {
            if (!call.at.isBefore(blip) && call.at.isBefore(blip.plus(BLIP))) {
                call.latency *= 2.5;
                fail(call, OVERLOADED, "overloaded_error", 0.15, dice);
            }
        }
        Map.Entry<Instant, Feature> deploy = deploys.floorEntry(call.at);
        if (deploy != null
                && deploy.getValue().equals(call.feature)
                && call.at.isBefore(deploy.getKey().plus(DEPLOYING))) {
            fail(call, UNAVAILABLE, "api_error", 0.05, dice);
        }
    }

    static void fail(Call call, int status, String type, double share, Dice dice) {
        if (dice.chance(share)) {
            call.status = status;
            call.errorType = type;
        }
    }
}
