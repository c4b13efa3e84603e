// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import java.time.ZoneId;

/**
 * One feature of the company and how it uses models.
 *
 * @param name its name
 * @param team whose it is
 * @param source the gateway that reports it
 * @param model the model it is meant to use
 * @param shape when it is busy
 * @param zone where its people are
 * @param sessionsPerHour new sessions an hour at its peak
 * @param turns calls of a usual session
 * @param turnSpread how much sessions differ: deviation of the logarithm
 * @param scale its contexts over those of the trace
 * @param grows tokens that a turn adds to the context, over what the trace generates
 * @param pause seconds between two calls of a session
 * @param scored share of answers with a quality score
 * @param users how many people use it; few of them do most
 * @param region where its calls are processed
 * @param dataClass class of its data; empty for none
 */
record Feature(
        String name,
        String team,
        String source,
        String model,
        Shape shape,
        ZoneId zone,
        double sessionsPerHour,
        double turns,
        double turnSpread,
        double scale,
        double grows,
        double pause,
        double scored,
        int users,
        String region,
        String dataClass) {

    /** A user by rank: the first does most. */
    String user(int rank) {
        return (shape == Shape.CUSTOMERS ? "customer-" : team + "-") + rank;
    }
}
