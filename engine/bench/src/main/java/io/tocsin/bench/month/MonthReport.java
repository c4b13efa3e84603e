// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bench.month.Score.Found;
import io.tocsin.bench.report.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a month showed, beside what it should.
 *
 * @param environment the circumstances
 * @param seed the seed
 * @param days how long
 * @param trace where sizes of requests are from
 * @param calls how many calls
 * @param cpuSeconds processor time of the run
 * @param rules ids of the rules there are
 * @param score what was found
 */
record MonthReport(
        Environment environment,
        long seed,
        int days,
        String trace,
        long calls,
        double cpuSeconds,
        Set<String> rules,
        Score score) {

    static final double LEAST_RECALL = 0.98;
    static final double MOST_FALSE_PAGES = 1;
    static final double MOST_LOOP_USD = 50;

    MonthReport {
        rules = Set.copyOf(rules);
    }

    /** Whether it shows what it should; a month without troubles shows nothing. */
    boolean holds() {
        return recall() >= LEAST_RECALL && falsePagesPerWeek() <= MOST_FALSE_PAGES && loopUsd() < MOST_LOOP_USD;
    }

    /** Share of the incidents found, whether there is a rule for them or not; NaN when there was none. */
    double recall() {
        return (double) score.found().size() / score.all().size();
    }

    double falsePagesPerWeek() {
        return (double) score.falsePages().size() * 7 / days;
    }

    /** The most a loop had burnt when it was found; without end when one was not. */
    double loopUsd() {
        return found(Kind.RUNAWAY_LOOP).size() < score.of(Kind.RUNAWAY_LOOP).size()
                ? Double.POSITIVE_INFINITY
                : found(Kind.RUNAWAY_LOOP).stream()
                        .mapToDouble(Found::usd)
                        .max()
                        .orElse(0);
    }

    private List<Found> found(Kind kind) {
        return score.of(kind).stream()
                .filter(score.found()::containsKey)
                .map(score.found()::get)
                .toList();
    }

    private int postsPerWeek() {
        return score.falsePosts().values().stream().mapToInt(Integer::intValue).sum() * 7 / days;
    }

    /** One table for people. */
    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "month: %s, seed %d, %d days, %,d calls, sizes from %s, %.0f s of CPU, load average %.1f before and %.1f"
                        + " after%n",
                environment.at(),
                seed,
                days,
                calls,
                trace,
                cpuSeconds,
                environment.loadBefore(),
                environment.loadAfter()));
        text.append(String.format(
                Locale.ROOT,
                "  %-36s %5s %5s %10s %10s %10s %10s%n",
                "trouble",
                "put",
                "found",
                "median",
                "slowest",
                "lost USD",
                "pages each"));
        for (Kind kind : Kind.values()) {
            text.append(line(kind));
        }
        text.append(String.format(
                Locale.ROOT,
                "  recall %s (at least %.2f), false pages a week %.2f (at most %.0f), a loop costs at most $%.2f (below"
                        + " $%.0f), posts over nothing a week %d%n",
                Double.isNaN(recall()) ? "-" : String.format(Locale.ROOT, "%.3f", recall()),
                LEAST_RECALL,
                falsePagesPerWeek(),
                MOST_FALSE_PAGES,
                loopUsd(),
                MOST_LOOP_USD,
                postsPerWeek()));
        score.falsePages()
                .forEach(page -> text.append("  woken over nothing: ")
                        .append(page.at())
                        .append(' ')
                        .append(page.rule())
                        .append(' ')
                        .append(page.scope())
                        .append(": ")
                        .append(page.summary())
                        .append(System.lineSeparator()));
        score.falsePosts()
                .forEach((rule, count) -> text.append("  posted over nothing: ")
                        .append(rule)
                        .append(' ')
                        .append(count)
                        .append(System.lineSeparator()));
        return text.toString();
    }

    private String line(Kind kind) {
        List<Found> found = found(kind);
        List<Incident> put = score.of(kind);
        String[] cells = kind.hasRule(rules)
                ? new String[] {
                    Integer.toString(found.size()),
                    spell(seconds(found, 0.5)),
                    spell(seconds(found, 1)),
                    kind.costs()
                            ? String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    found.stream().mapToDouble(Found::usd).max().orElse(0))
                            : "",
                    String.format(
                            Locale.ROOT,
                            "%.1f",
                            put.stream().mapToInt(score::pages).average().orElse(0))
                }
                : new String[] {"-", "no rule yet", "", "", ""};
        return String.format(
                Locale.ROOT,
                "  %-36s %5d %5s %10s %10s %10s %10s%n",
                kind.words(),
                put.size(),
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4]);
    }

    private static double seconds(List<Found> found, double quantile) {
        double[] sorted = found.stream()
                .mapToDouble(one -> one.after().toSeconds())
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(quantile * (sorted.length - 1))];
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

    /** One JSON object. */
    String json() {
        ObjectNode top = JsonNodeFactory.instance
                .objectNode()
                .put("at", environment.at().toString())
                .put("seed", seed)
                .put("days", days)
                .put("trace", trace)
                .put("calls", calls)
                .put("cpuSeconds", cpuSeconds)
                .put("loadAverageBefore", environment.loadBefore())
                .put("loadAverageAfter", environment.loadAfter())
                .put("falsePagesPerWeek", falsePagesPerWeek())
                .put("falsePostsPerWeek", postsPerWeek())
                .put("truePages", score.truePages())
                .put("holds", holds());
        if (Double.isFinite(recall())) {
            top.put("recall", recall());
        }
        if (Double.isFinite(loopUsd())) {
            top.put("loopUsd", loopUsd());
        }
        ObjectNode kinds = top.putObject("kinds");
        for (Kind kind : Kind.values()) {
            kind(kinds.putObject(kind.name()), kind);
        }
        score.falsePages()
                .forEach(page -> top.withArray("falsePages")
                        .addObject()
                        .put("at", page.at().toString())
                        .put("rule", page.rule())
                        .put("scope", page.scope())
                        .put("summary", page.summary()));
        score.falsePosts().forEach(top.putObject("falsePosts")::put);
        return top.toString();
    }

    private void kind(ObjectNode node, Kind kind) {
        node.put("rule", kind.mainRule()).put("hasRule", kind.hasRule(rules));
        for (Incident incident : score.of(kind)) {
            ObjectNode one = node.withArray("incidents")
                    .addObject()
                    .put("start", incident.start().toString())
                    .put("feature", incident.feature().name())
                    .put("pages", score.pages(incident));
            Found found = score.found().get(incident);
            if (found != null) {
                one.put("foundBy", found.rule())
                        .put("afterSeconds", found.after().toSeconds())
                        .put("usd", found.usd());
            }
        }
    }
}
