// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.ruletest;

import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Console.Tint;
import io.tocsin.pipeline.scenario.Verdict;
import java.util.Locale;

/** The report for people: what differs, why, and what is not covered; what passed is only counted. */
public final class RuleTestText {
    private static final double PER_CENT = 100;

    private RuleTestText() {}

    /**
     * Prints it.
     *
     * @param everything whether tests that passed are named too
     * @param gaps whether what is not covered is listed
     */
    public static void print(RuleTestReport report, Console console, boolean everything, boolean gaps) {
        for (Verdict verdict : report.verdicts()) {
            if (!verdict.passed()) {
                failure(verdict, console);
            } else if (everything) {
                console.print(
                        console.paint(Tint.GREEN, "ok   ") + verdict.scenario().name());
            }
        }
        long passed = report.verdicts().size() - report.failed();
        console.print(
                String.format(Locale.ROOT, "%d passed, %d failed, %.1f s", passed, report.failed(), report.seconds()));
        console.print(
                "coverage: rules " + share(report.rulesCovered(), report.rules().size())
                        + ", conditions seen true and false " + share(report.conditionsCovered(), report.conditions()));
        if (gaps) {
            report.gaps().forEach(gap -> console.print(console.paint(Tint.YELLOW, "not covered: ") + gap));
        }
    }

    private static void failure(Verdict verdict, Console console) {
        console.print(console.paint(Tint.RED, "FAIL ") + verdict.scenario().place() + ": "
                + verdict.scenario().name());
        verdict.differences().forEach(line -> console.print(console.paint(Tint.RED, "  - ") + line));
        verdict.nearMisses().forEach(line -> console.print(console.paint(Tint.DIM, "    " + line)));
    }

    /** {@code 62 of 64 (96.8%)}: rounded down, so that 100% means all. */
    private static String share(long covered, long all) {
        double percent = all == 0 ? PER_CENT : Math.floor(covered * PER_CENT * 10 / all) / 10;
        return String.format(Locale.ROOT, "%d of %d (%s%%)", covered, all, trimmed(percent));
    }

    private static String trimmed(double percent) {
        return percent == Math.rint(percent)
                ? Long.toString(Math.round(percent))
                : String.format(Locale.ROOT, "%.1f", percent);
    }
}
