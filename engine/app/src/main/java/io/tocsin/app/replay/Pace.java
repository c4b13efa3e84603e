// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast a virtual clock may run beside the real one. Not thread-safe.
 *
 * <p>Only ever slows down: when the work takes longer than its time, nothing is skipped.
 */
public final class Pace {
    private static final Pattern WORD = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x?");
    private static final long NANOS = 1_000_000_000L;

    private final double times;
    private Optional<Start> start = Optional.empty();

    private Pace(double times) {
        this.times = times;
    }

    /** As fast as it goes. */
    public static Pace max() {
        return new Pace(Double.POSITIVE_INFINITY);
    }

    /** So many virtual seconds in one real second; positive. */
    public static Pace times(double times) {
        return new Pace(times);
    }

    /** The pace of a word: {@code max}, or a number such as {@code 60x}; empty when it is neither. */
    public static Optional<Pace> of(String word) {
        if (word.equals("max")) {
            return Optional.of(max());
        }
        Matcher matcher = WORD.matcher(word);
        boolean positive = matcher.matches() && Double.parseDouble(matcher.group(1)) > 0;
        return positive ? Optional.of(times(Double.parseDouble(matcher.group(1)))) : Optional.empty();
    }

    /** The same pace from now on, whatever was late before. */
    public Pace restarted() {
        return new Pace(times);
    }

    /** How long to wait until a virtual time may begin; zero when it is due. The first call sets the start. */
    public Duration untilDue(Instant virtual) {
        if (Double.isInfinite(times)) {
            return Duration.ZERO;
        }
        Start first = start.orElseGet(() -> new Start(virtual, System.nanoTime()));
        start = Optional.of(first);
        double virtualNanos = Duration.between(first.virtual, virtual).toMillis() / 1000.0 * NANOS;
        long due = first.nanoTime + (long) (virtualNanos / times);
        return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
    }

    /** Waits until a virtual time may begin. Blocks; returns early when interrupted. */
    public void await(Instant virtual) {
        Duration left = untilDue(virtual);
        while (!left.isZero() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left.toNanos());
            left = untilDue(virtual);
        }
    }

    private record Start(Instant virtual, long nanoTime) {}
}
