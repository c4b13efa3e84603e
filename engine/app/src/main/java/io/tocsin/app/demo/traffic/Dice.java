// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import java.util.SplittableRandom;

/** Random numbers of the shapes that traffic has. Equal seeds give equal numbers. Not thread-safe. */
final class Dice {
    private static final int HEX = 16;
    private static final long MASK = 0xffff_ffffL;

    private final SplittableRandom random;

    Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice of their own, so that what one application draws does not move another. */
    Dice split() {
        return new Dice(random.split());
    }

    /** How many of something rare happen, given how many do on average; exact for small averages. */
    int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }

    /** A number between two others. */
    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A number around a typical one, off by at most the given share. */
    double around(double typical, double share) {
        return typical * between(1 - share, 1 + share);
    }

    /** A number whose logarithm is near that of a typical one; never beyond three times or a third of it. */
    double skewed(double typical, double spread) {
        double bell = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
        return typical * Math.min(3, Math.max(1 / 3.0, StrictMath.exp(bell * spread)));
    }

    /** A whole number from 0 to below a bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Whether something of a given chance happens. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Eight hexadecimal digits. */
    String hex() {
        String digits = Long.toString(random.nextLong() & MASK, HEX);
        return "0".repeat(8 - digits.length()) + digits;
    }
}
