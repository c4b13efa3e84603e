// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts troubles into the month, and says of each what it is. Not thread-safe. */
final class Troubles {
    private static final Duration LEARNING = Duration.ofDays(7);
    private static final Duration SHORT = Duration.ofDays(2);
    private static final Duration APART = Duration.ofHours(4);
    private static final int TRIES = 400;

    /** Where days are few, what was put first may leave no room: then all are put anew. */
    private static final int ROUNDS = 20;

    private final Instant start;
    private final Instant end;
    private final Sessions sessions;
    private final Dice dice;
    private final List<Incident> incidents = new ArrayList<>();

    /**
     * Troubles for so many days.
     *
     * @param perWeek how many of each kind in every week but the first, which is for learning; of less than two weeks the
     *     first two days are, and of each kind there is one at most
     * @throws IllegalArgumentException if there is no room for so many
     */
    Troubles(Instant start, int days, int perWeek, Sessions sessions, Dice dice) {
        this.start = start.plus(days >= 14 ? LEARNING : SHORT);
        this.end = start.plus(Duration.ofDays(days));
        this.sessions = sessions;
        this.dice = dice;
        int each = days >= 14 ? perWeek * (days / 7 - 1) : Math.min(1, perWeek);
        for (int rounds = 0; !placed(each); rounds++) {
            if (rounds == ROUNDS) {
                throw new IllegalArgumentException("there is no room for " + each + " of each kind of trouble");
            }
        }
    }

    private boolean placed(int each) {
        incidents.clear();
        for (int i = 0; i < each; i++) {
            for (Kind kind : Kind.values()) {
                if (!placed(kind)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** All of them, in the order they were made. */
    List<Incident> all() {
        return List.copyOf(incidents);
    }

    private boolean placed(Kind kind) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Incident> made = tried(kind);
            if (made.isPresent() && incidents.stream().noneMatch(other -> tooNear(other, made.get()))) {
                incidents.add(made.get());
                return true;
            }
        }
        return false;
    }

    /** Two troubles of one feature, pool or source are hours apart, so that each can be told on its own. */
    private static boolean tooNear(Incident one, Incident other) {
        boolean silence = one.kind() == Kind.SILENT_SOURCE || other.kind() == Kind.SILENT_SOURCE;
        boolean source = one.feature().source().equals(other.feature().source());
        boolean same = one.feature().equals(other.feature()) || (silence && source);
        return same
                && one.start().minus(APART).isBefore(other.end())
                && other.start().minus(APART).isBefore(one.end());
    }

    private Optional<Incident> tried(Kind kind) {
        Feature feature = feature(kind);
        Duration lasts = lasts(kind);
        long room = Duration.between(start, end.minus(lasts).minus(Duration.ofHours(3)))
                .toSeconds();
        Instant at = start.plusSeconds(Math.round(dice.even() * room));
        return fits(kind, feature, at.atZone(feature.zone()))
                ? Optional.of(new Incident(kind, at, at.plus(lasts), feature, sessions.next(feature)))
                : Optional.empty();
    }

    private Feature feature(Kind kind) {
        return switch (kind) {
            case DEAR_MODEL -> dice.of(Company.SMALL);
            case QUALITY_DROP, REFUSAL_RISE -> dice.of(Company.SCORED);
            case RUNAWAY_LOOP, CONTEXT_BLOAT -> dice.of(List.of(Company.CODE, Company.LEGAL));
            case RATE_LIMIT, SILENT_SOURCE -> dice.of(List.of(Company.SUPPORT, Company.CODE));
            case RESIDENCY, OFF_HOURS -> Company.LEGAL;
        };
    }

    private static Duration lasts(Kind kind) {
        return switch (kind) {
            case CONTEXT_BLOAT -> Duration.ofMinutes(12);
            case DEAR_MODEL, RUNAWAY_LOOP -> Duration.ofHours(6);
            case QUALITY_DROP -> Duration.ofHours(5);
            case REFUSAL_RISE -> Duration.ofHours(4);
            case RATE_LIMIT -> Duration.ofMinutes(75);
            case RESIDENCY -> Duration.ofMinutes(10);
            case OFF_HOURS, SILENT_SOURCE -> Duration.ofMinutes(45);
        };
    }

    /** What comes with a change begins in busy hours; loops, bloat and silence come at any hour. */
    private static boolean fits(Kind kind, Feature feature, ZonedDateTime at) {
        int hour = at.getHour();
        boolean weekend = at.getDayOfWeek().getValue() > 5;
        return switch (kind) {
            case DEAR_MODEL, QUALITY_DROP, REFUSAL_RISE ->
                feature.shape() == Shape.CUSTOMERS ? hour >= 9 && hour < 19 : !weekend && hour >= 8 && hour < 14;
            case RESIDENCY -> !weekend && hour >= 8 && hour < 17;
            case OFF_HOURS -> hour >= 1 && hour < 4;
            default -> true;
        };
    }

    /** What they do to an ordinary call; answers whether it is still heard of. */
    boolean touch(Call call) {
        boolean heard = true;
        for (Incident incident : incidents) {
            if (!incident.runs(call.at)) {
                continue;
            }
            if (incident.kind() == Kind.SILENT_SOURCE
                    && incident.feature().source().equals(call.feature.source())) {
                heard = false;
            } else if (incident.feature().equals(call.feature)) {
                touch(call, incident);
            }
        }
        return heard;
    }

    private void touch(Call call, Incident incident) {
        switch (incident.kind()) {
            case DEAR_MODEL -> {
                call.model = Company.OPUS;
                call.incident = incident;
            }
            case QUALITY_DROP -> call.quality *= 0.62;
            case REFUSAL_RISE -> call.refused |= dice.chance(0.06);
            default -> {}
        }
    }

    /** The calls that they add in a minute. */
    List<Call> calls(Instant minute, Traffic traffic) {
        List<Call> calls = new ArrayList<>();
        for (Incident incident : incidents) {
            long elapsed = Duration.between(incident.start(), minute).toMinutes();
            if (minute.isBefore(incident.start()) || !incident.runs(minute)) {
                continue;
            }
            switch (incident.kind()) {
                case CONTEXT_BLOAT -> calls.add(bloat(incident, minute, elapsed, traffic));
                case RUNAWAY_LOOP -> loop(incident, minute, elapsed, traffic, calls);
                case RESIDENCY -> calls.add(abroad(incident, minute, traffic));
                case OFF_HOURS -> calls.add(ordinary(incident, minute, traffic));
                default -> {}
            }
        }
        return calls;
    }

    /** 50K to 1.2M tokens in twelve calls. */
    private Call bloat(Incident incident, Instant at, long elapsed, Traffic traffic) {
        long context = Math.round(50_000 * Math.pow(24, Math.min(1, elapsed / 11.0)));
        return mine(
                incident,
                traffic.call(at.plusSeconds(5), incident.feature(), incident.user(), incident.session(), context, 600));
    }

    /** Twenty calls a minute whose context grows to 190K tokens and stays: about $22 a minute on Opus, $8K in 6 hours. */
    private void loop(Incident incident, Instant minute, long elapsed, Traffic traffic, List<Call> calls) {
        for (int i = 0; i < 20; i++) {
            long context = Math.min(190_000, 4_000 + (elapsed * 20 + i) * 900);
            Call call = traffic.call(
                    minute.plusSeconds(i * 3L),
                    incident.feature(),
                    incident.user(),
                    incident.session(),
                    context,
                    6_000);
            call.model = Company.OPUS;
            calls.add(mine(incident, call));
        }
    }

    private Call abroad(Incident incident, Instant at, Traffic traffic) {
        Call call = ordinary(incident, at, traffic);
        call.region = "us-east-1";
        return call;
    }

    private Call ordinary(Incident incident, Instant at, Traffic traffic) {
        return mine(
                incident,
                traffic.call(
                        at.plusSeconds(dice.below(60)),
                        incident.feature(),
                        incident.user(),
                        incident.session(),
                        4_000,
                        300));
    }

    private static Call mine(Incident incident, Call call) {
        call.incident = incident;
        return call;
    }
}
