// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Disturbs a laboratory at moments and in ways that a seed decides. Not thread-safe. */
public final class Nemesis {
    private static final int SHORTEST_MILLIS = 300;

    private final Random random;
    private final List<Disturbance> disturbances;
    private final Duration longest;

    /**
     * Of a seed: the same seed makes the same choices.
     *
     * @param longest the longest that a disturbance lasts, and the longest rest after it; more than 300 ms
     */
    public Nemesis(long seed, Duration longest, List<Disturbance> disturbances) {
        this.random = new Random(seed);
        this.longest = longest;
        this.disturbances = List.copyOf(disturbances);
    }

    /** Strikes so many times, one after the other, and heals everything; answers what it did. */
    public List<String> haunt(Lab lab, int strikes) throws InterruptedException {
        List<String> done = new ArrayList<>();
        for (int strike = 0; strike < strikes; strike++) {
            Pause.of(some());
            Disturbance disturbance = disturbances.get(random.nextInt(disturbances.size()));
            Disturbance.Healing healing = disturbance.strike(lab, random);
            Duration lasts = some();
            Pause.of(lasts);
            healing.heal();
            done.add(disturbance.name() + " " + lasts.toMillis() + " ms");
        }
        return done;
    }

    private Duration some() {
        return Duration.ofMillis(SHORTEST_MILLIS + random.nextLong(longest.toMillis() - SHORTEST_MILLIS));
    }
}
