// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.report;

import java.lang.management.ManagementFactory;
import java.time.Instant;

/**
 * The circumstances of a measurement.
 *
 * @param at when it began
 * @param cores processors that the machine offers
 * @param java version of the Java runtime
 * @param loadBefore load average of the last minute when it began: what else the machine was doing
 * @param loadAfter load average of the last minute when it ended, the measurement itself included
 */
public record Environment(Instant at, int cores, String java, double loadBefore, double loadAfter) {

    /** The circumstances now, before a measurement. */
    public static Environment now(Instant at) {
        double load = loadAverage();
        return new Environment(
                at,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                load,
                load);
    }

    /** These circumstances with the load average as it is now. */
    public Environment ended() {
        return new Environment(at, cores, java, loadBefore, loadAverage());
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
