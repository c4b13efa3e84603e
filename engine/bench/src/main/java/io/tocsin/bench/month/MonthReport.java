// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bench.month.Score.False;
import io.tocsin.bench.month.Score.Found;
import io.tocsin.bench.report.Environment;
import java.util.List;
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

    List<Found> found(Kind kind) {
        return score.of(kind).stream()
                .filter(score.found()::containsKey)
                .map(score.found()::get)
                .toList();
    }

    /** Posts a week over nothing. */
    double falsePostsPerWeek() {
        return (double) score.falsePosts().size() * 7 / days;
    }

    /** For people. */
    String text() {
        return MonthTable.of(this);
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
                .put("falsePostsPerWeek", falsePostsPerWeek())
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
        put(top.putArray("falsePages"), score.falsePages());
        put(top.putArray("falsePosts"), score.falsePosts());
        return top.toString();
    }

    private static void put(ArrayNode into, List<False> messages) {
        messages.forEach(message -> into.addObject()
                .put("at", message.at().toString())
                .put("rule", message.rule())
                .put("scope", message.scope())
                .put("summary", message.summary()));
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
