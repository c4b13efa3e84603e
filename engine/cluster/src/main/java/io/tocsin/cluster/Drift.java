// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.cluster.plan.Report;
import java.util.Collection;
import java.util.function.Function;

/**
 * Whether members judge by different rules or were started with different settings.
 *
 * @param rules whether their rules and thresholds differ
 * @param config whether the settings they should share differ
 */
public record Drift(boolean rules, boolean config) {

    /** Between members that report. */
    public static Drift of(Collection<Report> reports) {
        return new Drift(differ(reports, Report::rules), differ(reports, Report::config));
    }

    /** Whether there is any. */
    public boolean any() {
        return rules || config;
    }

    private static boolean differ(Collection<Report> reports, Function<Report, String> hash) {
        return reports.stream().map(hash).distinct().count() > 1;
    }
}
