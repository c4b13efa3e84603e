// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * What goes wrong in the night of the story, and when. Immutable and thread-safe.
 *
 * @param starts when the story is told from; everything before is ordinary
 * @param pressureFrom when the sonnet pool begins to fill up
 * @param pressureUntil when it begins to empty again
 * @param bloatFrom when one support-bot conversation begins to repeat itself
 * @param deployAt when search-router 2.14 goes out
 */
public record Plot(
        Instant starts, Instant pressureFrom, Instant pressureUntil, Instant bloatFrom, Instant deployAt) {

    private static final long SALT = 0x70_6c_6f_74L;
    private static final int JITTER_SECONDS = 90;
    private static final int PRESSURE_AFTER = 5;
    private static final int PRESSURE_UNTIL = 32;
    private static final int BLOAT_AFTER = 18;
    private static final int DEPLOY_AFTER = 28;

    /** The story of a seed: the same events in the same order, a minute and a half sooner or later. */
    public static Plot of(long seed, Instant starts) {
        SplittableRandom random = new SplittableRandom(seed ^ SALT);
        return new Plot(
                starts,
                moment(random, starts, PRESSURE_AFTER),
                moment(random, starts, PRESSURE_UNTIL),
                moment(random, starts, BLOAT_AFTER),
                moment(random, starts, DEPLOY_AFTER));
    }

    private static Instant moment(SplittableRandom random, Instant starts, int minutes) {
        return starts.plus(Duration.ofMinutes(minutes)).plusSeconds(random.nextInt(-JITTER_SECONDS, JITTER_SECONDS));
    }
}
