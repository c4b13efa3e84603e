// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

/**
 * How long answers usually are: median and median absolute deviation on a logarithmic scale of eight steps to a doubling,
 * because lengths differ by factors, not by amounts. An answer is out of the ordinary beyond three robust deviations, one
 * of which is 1.4826 times the median absolute deviation (so that it is a standard deviation where lengths are
 * log-normal), and at least one step.
 *
 * @param samples answers it was learnt from
 * @param median the usual length, in steps
 * @param low the shortest ordinary length, in steps
 * @param high the longest ordinary length, in steps
 */
public record LengthProfile(long samples, long median, long low, long high) {
    private static final double STEPS_PER_DOUBLING = 8;
    private static final double DEVIATIONS = 3;
    private static final double ROBUST = 1.4826;
    private static final double LOG_2 = StrictMath.log(2);

    /** The step of a length in tokens; of none, that of one. */
    public static long step(long tokens) {
        return Math.round(StrictMath.log(Math.max(1, tokens)) / LOG_2 * STEPS_PER_DOUBLING);
    }

    /** The length in tokens that a step stands for. */
    public static double tokens(long step) {
        return StrictMath.rint(StrictMath.pow(2, step / STEPS_PER_DOUBLING));
    }

    /** What answers usually are, by how many there were of each step. */
    public static LengthProfile of(Buckets answersByStep) {
        long samples = total(answersByStep);
        if (samples == 0) {
            return new LengthProfile(0, 0, 0, 0);
        }
        long median = middle(answersByStep, samples);
        Buckets apart = new Buckets(1);
        answersByStep.forEach(0, (step, count) -> apart.add(Math.abs(step - median), new long[] {count}));
        double deviation = Math.max(1, ROBUST * middle(apart, samples));
        long reach = (long) StrictMath.floor(DEVIATIONS * deviation);
        return new LengthProfile(samples, median, median - reach, median + reach);
    }

    private static long total(Buckets counts) {
        return counts.sum(0, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long middle(Buckets counts, long samples) {
        long[] left = {(samples + 1) / 2};
        long[] found = {0};
        counts.forEach(0, (step, count) -> {
            if (left[0] > 0) {
                found[0] = step;
                left[0] -= count;
            }
        });
        return found[0];
    }

    /** How many answers were shorter than is ordinary. */
    public long shorter(Buckets answersByStep) {
        return answersByStep.sum(0, Long.MIN_VALUE, low - 1);
    }

    /** How many answers were longer than is ordinary. */
    public long longer(Buckets answersByStep) {
        return answersByStep.sum(0, high + 1, Long.MAX_VALUE);
    }
}
