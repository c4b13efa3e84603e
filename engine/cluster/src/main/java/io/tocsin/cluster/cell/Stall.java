// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import java.time.Duration;

/** For how long something that is tried again and again has not come off. Thread-safe. */
final class Stall {
    private boolean waiting;
    private long since;

    /** It is being tried; counts from the first time since it last came off. */
    synchronized void tries() {
        if (!waiting) {
            waiting = true;
            since = System.nanoTime();
        }
    }

    /** A part of it came off: whoever is slow but goes on is not stalled. */
    synchronized void goesOn() {
        since = System.nanoTime();
    }

    /** It came off, or is no longer tried. */
    synchronized void over() {
        waiting = false;
    }

    /** How long by now; zero while nothing is tried. */
    synchronized Duration soFar() {
        return waiting ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
    }
}
