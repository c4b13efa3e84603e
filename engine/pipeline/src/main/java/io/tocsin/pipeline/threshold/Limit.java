// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

/**
 * One limit.
 *
 * @param rule id of the rule it belongs to
 * @param fire what it answers
 * @param clear what it answers while an alert of the rule holds; the same as {@code fire} when there is no hysteresis
 */
record Limit(String rule, double fire, double clear) {
    /** A limit without hysteresis. */
    static Limit plain(String rule, double number) {
        return new Limit(rule, number, number);
    }

    boolean hysteresis() {
        return fire != clear;
    }
}
