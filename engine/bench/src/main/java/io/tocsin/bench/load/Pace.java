// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

/** Says when requests are due. Times are nanoseconds of {@link System#nanoTime}. Confined to one thread. */
abstract class Pace {

    /** Whether a request is due. */
    abstract boolean due(long now);

    /** Takes the request that is due and answers when it was meant to be sent. */
    abstract long take(long now);

    /** Whether no more requests will be due. */
    abstract boolean over(long now);

    /** Milliseconds until the next request is due, at least 1. */
    abstract long waitMillis(long now);

    /** How many requests were to be sent and have not been taken. */
    abstract long missed();

    /** As fast as answers come in, for a time. */
    static Pace closed(long start, long nanos) {
        return new Pace() {
            @Override
            boolean due(long now) {
                return now - start < nanos;
            }

            @Override
            long take(long now) {
                return now;
            }

            @Override
            boolean over(long now) {
                return !due(now);
            }

            @Override
            long waitMillis(long now) {
                return 1;
            }

            @Override
            long missed() {
                return 0;
            }
        };
    }

    /**
     * At a fixed rate, whether or not answers come in. A request that is sent late, because no connection was free, still
     * counts from the moment it was meant to be sent: a stalled server cannot hide behind the requests it kept waiting.
     */
    static Pace open(long start, long nanos, double perSecond) {
        double interval = 1e9 / perSecond;
        long total = (long) (nanos / interval);
        return new Pace() {
            private long taken;

            private long next() {
                return start + (long) (taken * interval);
            }

            @Override
            boolean due(long now) {
                return taken < total && next() - now <= 0;
            }

            @Override
            long take(long now) {
                long intended = next();
                taken++;
                return intended;
            }

            @Override
            boolean over(long now) {
                return taken == total;
            }

            @Override
            long waitMillis(long now) {
                return Math.max(1, (next() - now) / 1_000_000);
            }

            @Override
            long missed() {
                return total - taken;
            }
        };
    }
}
