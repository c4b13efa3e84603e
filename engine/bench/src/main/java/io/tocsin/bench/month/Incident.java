// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.model.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One trouble that was put into the month: the truth to compare alerts with. The node never sees it.
 *
 * @param number its number
 * @param kind its kind
 * @param start when it begins
 * @param end when it is over
 * @param feature the feature it is in
 * @param about what it is about, as alerts label it: {@code feature=support-chat}, {@code session=…}
 */
record Incident(int number, Kind kind, Instant start, Instant end, Feature feature, Set<String> about) {
    /** Windows of an hour, a tick and the time to clear: what is stated so long after is still this. */
    private static final Duration GRACE = Duration.ofMinutes(90);

    Incident {
        about = Set.copyOf(about);
    }

    /** Whether it goes on at a time. */
    boolean runs(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    /** Whether an alert finds it. */
    boolean foundBy(Alert alert, Instant at) {
        return kind.foundBy(alert.rule()) && during(at) && touches(alert);
    }

    /** Whether an alert is owed to it, though perhaps not the one that was hoped for. */
    boolean causes(Alert alert, Instant at) {
        boolean wide = kind.costs() && alert.scope().kind().word().equals("tenant");
        return during(at) && (touches(alert) || wide);
    }

    private boolean during(Instant at) {
        return !at.isBefore(start) && at.isBefore(end.plus(GRACE));
    }

    private boolean touches(Alert alert) {
        if (about.contains(alert.scope().label())) {
            return true;
        }
        for (Map.Entry<String, String> label : alert.labels().entrySet()) {
            if (about.contains(label.getKey() + "=" + label.getValue()) || about.contains(label.getValue())) {
                return true;
            }
        }
        return false;
    }
}
