// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.util.SortedMap;

/**
 * What came of a load.
 *
 * @param seconds from the first request to the last answer
 * @param requests answers that were 2xx
 * @param events events in those
 * @param answers how many answers by status
 * @param unanswered requests that were due or under way when patience ended
 * @param latencies from the moment a request was meant to be sent to its complete answer, all statuses
 */
public record LoadResult(
        double seconds,
        long requests,
        long events,
        SortedMap<Integer, Long> answers,
        long unanswered,
        Latencies latencies) {

    /** Events accepted per second. */
    public double eventsPerSecond() {
        return events / seconds;
    }

    /** Requests accepted per second. */
    public double requestsPerSecond() {
        return requests / seconds;
    }

    /** Requests that were not accepted. */
    public long failed() {
        return latencies.count() - requests + unanswered;
    }
}
