// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When a provider is asked again: every interval, give or take a tenth, so that installations do not ask in step; after a
 * failure sooner, then twice as late each time, up to the interval; never before the provider's own {@code Retry-After}, of
 * which an hour is believed. Immutable but for the dice.
 *
 * @param interval pause between two rounds, above zero
 * @param dice where jitter comes from
 */
record Rhythm(Duration interval, RandomGenerator dice) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration MOST_BELIEVED = Duration.ofHours(1);
    private static final double SPREAD = 0.2;
    private static final int MOST_DOUBLINGS = 20;

    /** After a round that was answered. */
    Instant afterAnswer(Instant now) {
        return now.plus(times(interval, 1 - SPREAD / 2 + SPREAD * dice.nextDouble()));
    }

    /**
     * After a round that failed.
     *
     * @param failures how many failed in a row, at least 1
     * @param retryAfter what the provider asked for; zero when nothing
     */
    Instant afterFailure(Instant now, int failures, Duration retryAfter) {
        Duration longest = shorter(FIRST_PAUSE, interval).multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration pause = times(shorter(longest, interval), (1 + dice.nextDouble()) / 2);
        Duration asked = shorter(retryAfter, MOST_BELIEVED);
        return now.plus(asked.compareTo(pause) > 0 ? asked : pause);
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.max(1, Math.round(duration.toMillis() * factor)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
