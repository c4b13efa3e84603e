// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Some calls that a sender offers together. The last is dear enough to page, about a user of its own; of the batches that
 * act it also uses up the day's budget of a team of its own, which pages about the team and starts the runbook. The rest
 * are cheap calls of a user each, and match no rule.
 *
 * @param number unique in a laboratory; ids are made of it
 * @param size calls in it, at least 1
 * @param acts whether it uses up a budget
 */
record Batch(int number, int size, boolean acts) {
    /** What a team may spend a day. */
    static final int BUDGET_USD = 100;

    private static final double DEAR_USD = 95;
    private static final double CHEAP_USD = 0.001;

    /** The team whose budget it uses up. */
    static String team(int number) {
        return "team-" + number;
    }

    List<String> ids() {
        return IntStream.range(0, size).mapToObj(this::id).toList();
    }

    private String id(int index) {
        return number + "-" + index;
    }

    /** Whom the pages are about that it must lead to. */
    List<String> subjects() {
        return acts ? List.of("user=user-" + number, target()) : List.of("user=user-" + number);
    }

    /** Whether a page is about somebody in a batch, and not about the cluster itself. */
    static boolean isSubject(String source) {
        return source.startsWith("user=") || source.startsWith("team=");
    }

    /** Whom the action is about that it must lead to, if it acts. */
    String target() {
        return "team=" + team(number);
    }

    /** It as NDJSON. */
    String body() {
        StringBuilder body = new StringBuilder();
        for (int index = 0; index < size; index++) {
            boolean dear = index == size - 1;
            String team = dear && acts ? team(number) : "everybody";
            body.append("{\"type\":\"llm.call\",\"source\":\"lab\",\"provider\":\"anthropic\",")
                    .append("\"model\":\"claude-haiku-4-5\",\"tokens\":{\"input\":100,\"output\":10},\"status\":200")
                    .append(",\"id\":\"" + id(index))
                    .append("\",\"team\":\"" + team)
                    .append("\",\"user\":\"user-" + (dear ? number : id(index)))
                    .append("\",\"costUsd\":" + (dear ? DEAR_USD : CHEAP_USD))
                    .append("}\n");
        }
        return body.toString();
    }
}
