// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.bench.month.Score.False;
import io.tocsin.bench.month.Score.Found;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A month as one table, a line for each kind of trouble: how many were put and found, how long that took and what had been
 * lost by then, how many pages each caused, and how often a week the rules of that kind cried over nothing. Below it each
 * miss, each such page, and such posts by rule.
 */
final class MonthTable {
    private static final String LINE = "  %-36s %4s %5s %8s %8s %8s %8s %6s %7s %7s%n";

    private final MonthReport report;
    private final StringBuilder text = new StringBuilder();

    private MonthTable(MonthReport report) {
        this.report = report;
    }

    static String of(MonthReport report) {
        MonthTable table = new MonthTable(report);
        table.head();
        for (Kind kind : Kind.values()) {
            table.line(kind);
        }
        Predicate<False> other = one -> Arrays.stream(Kind.values()).noneMatch(kind -> kind.foundBy(one.rule()));
        table.say(LINE, "other rules", "", "", "", "", "", "", "", table.pages(other), table.posts(other));
        table.foot();
        return table.text.toString();
    }

    private void say(String form, Object... values) {
        text.append(String.format(Locale.ROOT, form, values));
    }

    private void head() {
        say(
                "month: %s, seed %d, %d days, %,d calls, sizes from %s, %.0f s of CPU, load average %.1f before and %.1f"
                        + " after%n",
                report.environment().at(),
                report.seed(),
                report.days(),
                report.calls(),
                report.trace(),
                report.cpuSeconds(),
                report.environment().loadBefore(),
                report.environment().loadAfter());
        say(LINE, "", "", "", "found", "after", "lost", "USD", "pages", "false", "a week");
        say(LINE, "trouble", "put", "found", "median", "slowest", "median", "most", "each", "pages", "posts");
    }

    private void line(Kind kind) {
        List<Found> found = report.found(kind);
        List<Incident> put = report.score().of(kind);
        Predicate<False> own = one -> kind.foundBy(one.rule());
        double each = put.stream().mapToInt(report.score()::pages).average().orElse(0);
        say(
                LINE,
                kind.words(),
                put.size(),
                kind.hasRule(report.rules()) ? found.size() : "no rule",
                spell(quantile(found, Found::seconds, 0.5)),
                spell(quantile(found, Found::seconds, 1)),
                kind.costs() ? usd(quantile(found, Found::usd, 0.5)) : "",
                kind.costs() ? usd(quantile(found, Found::usd, 1)) : "",
                String.format(Locale.ROOT, "%.1f", each),
                pages(own),
                posts(own));
    }

    private String pages(Predicate<False> which) {
        return weekly(report.score().falsePages(), which);
    }

    private String posts(Predicate<False> which) {
        return weekly(report.score().falsePosts(), which);
    }

    private String weekly(List<False> all, Predicate<False> which) {
        return String.format(Locale.ROOT, "%.2f", all.stream().filter(which).count() * 7.0 / report.days());
    }

    private void foot() {
        say(
                "  recall %s (at least %.2f), false pages a week %.2f (at most %.0f), a loop costs at most $%.2f (below"
                        + " $%.0f), posts over nothing a week %.1f%n",
                Double.isNaN(report.recall()) ? "-" : String.format(Locale.ROOT, "%.3f", report.recall()),
                MonthReport.LEAST_RECALL,
                report.falsePagesPerWeek(),
                MonthReport.MOST_FALSE_PAGES,
                report.loopUsd(),
                MonthReport.MOST_LOOP_USD,
                report.falsePostsPerWeek());
        report.score().all().stream()
                .filter(incident -> !report.score().found().containsKey(incident))
                .forEach(incident -> say(
                        "  missed: %s %s, %s%n",
                        incident.start(),
                        incident.kind().words(),
                        incident.feature().name()));
        report.score().falsePages().forEach(page -> say("  woken over nothing: %s%n", page));
        report.score().falsePosts().stream()
                .collect(Collectors.groupingBy(False::rule, TreeMap::new, Collectors.counting()))
                .forEach((rule, count) -> say("  posted over nothing: %s %d%n", rule, count));
    }

    private static double quantile(List<Found> found, ToDoubleFunction<Found> value, double quantile) {
        double[] sorted = found.stream().mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(quantile * (sorted.length - 1))];
    }

    private static String usd(double amount) {
        return Double.isNaN(amount) ? "-" : String.format(Locale.ROOT, "%.2f", amount);
    }

    private static String spell(double seconds) {
        if (Double.isNaN(seconds)) {
            return "-";
        }
        Duration span = Duration.ofSeconds(Math.round(seconds));
        return span.toHours() > 0
                ? span.toHours() + "h" + span.toMinutesPart() + "m"
                : span.toMinutes() > 0 ? span.toMinutes() + "m" + span.toSecondsPart() + "s" : span.toSeconds() + "s";
    }
}
