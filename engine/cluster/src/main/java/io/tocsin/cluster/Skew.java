// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.cluster.plan.Report;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the clocks of members are from one another. */
final class Skew {
    private Skew() {}

    /**
     * Of those that report, each against the middle one: whichever clock is wrong, and whoever is the oldest, it is the
     * wrong one that shows. Of two in the middle the older member's counts.
     *
     * @param members the oldest first
     */
    static Map<String, Duration> of(List<Report> reports, List<String> members) {
        List<Report> sorted = reports.stream()
                .sorted(Comparator.comparing(Report::ahead).thenComparing(report -> members.indexOf(report.member())))
                .toList();
        Map<String, Duration> skews = new HashMap<>();
        for (Report report : sorted) {
            skews.put(report.member(), report.ahead().minus(middle(sorted, members)));
        }
        return skews;
    }

    private static Duration middle(List<Report> sorted, List<String> members) {
        Report lower = sorted.get((sorted.size() - 1) / 2);
        Report upper = sorted.get(sorted.size() / 2);
        boolean lowerIsOlder = members.indexOf(lower.member()) <= members.indexOf(upper.member());
        return (lowerIsOlder ? lower : upper).ahead();
    }
}
