// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

/**
 * One application of the company and how it usually calls models.
 *
 * @param team who pays for it
 * @param feature its name
 * @param who who uses it
 * @param callsPerHour calls of an average hour, all users together
 * @param nightDip how much quieter the night is than the average hour, 0 to 1
 * @param turns calls of a usual conversation, at least 1
 * @param manner how it calls
 */
record App(String team, String feature, Audience who, double callsPerHour, double nightDip, int turns, Manner manner) {

    /** Who uses an application. */
    enum Audience {
        /** Visitors and customers: a session, no user. */
        PUBLIC,
        /** Employees who work in shifts around the clock. */
        STAFF,
        /** A job under a service account. */
        JOB
    }

    /**
     * How calls look.
     *
     * @param model the model that is asked
     * @param contextTokens input of the first call of a conversation, cache included
     * @param growthTokens how much each turn adds to it
     * @param cachedRatio share of the input that is read from the cache, 0 to 1
     * @param outputTokens tokens generated
     * @param seconds typical latency
     * @param quality typical score, 0 to 1
     */
    record Manner(
            String model,
            int contextTokens,
            int growthTokens,
            double cachedRatio,
            int outputTokens,
            double seconds,
            double quality) {}
}
