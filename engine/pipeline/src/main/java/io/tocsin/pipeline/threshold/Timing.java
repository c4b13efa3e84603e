// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import java.time.Duration;

/**
 * How long things must last.
 *
 * @param pending how long a rule must hold before its alert fires
 * @param clear how long it must no longer hold before its alert resolves
 * @param quiet how long a one-off alert is not stated again
 */
record Timing(Duration pending, Duration clear, Duration quiet) {
    /** Fire at once, resolve at once, one-offs at most every 15 minutes. */
    static final Timing DEFAULT = new Timing(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(15));
}
