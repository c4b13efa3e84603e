// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way in which a vendor, or the network before it, lets a caller down. Immutable. */
public final class Fault {

    private static final Fault HTML = new Fault(Kind.HTML, 200, null);
    private static final Fault RESET = new Fault(Kind.RESET, 0, null);
    private static final Fault STALLED = new Fault(Kind.STALLED, 0, null);
    private static final Fault TRUNCATED = new Fault(Kind.TRUNCATED, 0, null);

    private final Kind kind;
    private final int status;
    private final @Nullable Duration duration;

    private Fault(Kind kind, int status, @Nullable Duration duration) {
        this.kind = kind;
        this.status = status;
        this.duration = duration;
    }

    /** 429 with the vendor's body and no {@code Retry-After}. Nothing is processed. */
    public static Fault tooManyRequests() {
        return new Fault(Kind.REFUSED, 429, null);
    }

    /** 429 with the vendor's body and {@code Retry-After} in whole seconds. Nothing is processed. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return new Fault(Kind.REFUSED, 429, retryAfter);
    }

    /** 500 with the vendor's body. Nothing is processed. */
    public static Fault serverError() {
        return new Fault(Kind.REFUSED, 500, null);
    }

    /** 503 with the vendor's body. Nothing is processed. */
    public static Fault unavailable() {
        return new Fault(Kind.REFUSED, 503, null);
    }

    /** The request takes effect, and the answer leaves after {@code delay} of real time. */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.SLOW, 0, delay);
    }

    /** The connection is closed without an answer. Nothing is processed. */
    public static Fault reset() {
        return RESET;
    }

    /** The request takes effect, half of the answer's body is sent, then the connection is closed. */
    public static Fault truncated() {
        return TRUNCATED;
    }

    /** The request takes effect, half of the answer's body is sent, then nothing until the fake is closed. */
    public static Fault stalled() {
        return STALLED;
    }

    /** 200 with an HTML page, as a captive portal or a misconfigured proxy answers. Nothing is processed. */
    public static Fault html() {
        return HTML;
    }

    Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }

    Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    enum Kind {
        REFUSED,
        SLOW,
        RESET,
        TRUNCATED,
        STALLED,
        HTML
    }
}
