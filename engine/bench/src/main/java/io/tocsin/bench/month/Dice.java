// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import java.util.List;
import java.util.SplittableRandom;

/** Chance from a seed: the same seed and the same questions give the same answers. Not thread-safe. */
final class Dice {
    private static final double MANY = 60;

    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice of their own, so that what one part asks does not move what another gets. */
    Dice split() {
        return new Dice(random.split());
    }

    /** From 0 to below 1. */
    double even() {
        return random.nextDouble();
    }

    /** From min to below max. */
    double between(double min, double max) {
        return min + (max - min) * random.nextDouble();
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T of(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    double normal() {
        return random.nextGaussian();
    }

    /** A factor around 1 with a heavy tail upwards; {@code spread} is the deviation of its logarithm. */
    double skewed(double spread) {
        return Math.exp(spread * random.nextGaussian());
    }

    /** How many of independent rare things happen when so many are expected. */
    int poisson(double expected) {
        if (expected > MANY) {
            return (int) Math.max(0, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
        }
        double limit = Math.exp(-expected);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /** A place from 0 to below n, where the place k is taken in proportion to {@code 1 / (k + 1)^exponent}. */
    int ranked(double[] cumulative) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (cumulative[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The sums that {@link #ranked} asks for. */
    static double[] ranks(int n, double exponent) {
        double[] cumulative = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 1 / Math.pow(i + 1, exponent);
            cumulative[i] = sum;
        }
        return cumulative;
    }
}
