// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import java.util.List;
import java.util.Set;

/** The kinds of trouble, each with the rules that are expected to find it: any one of them will do. */
enum Kind {
    CONTEXT_BLOAT("50K to 1.2M tokens of context", true, "cost.context-bloat"),
    DEAR_MODEL("Opus instead of Haiku", true, "cost.model-misroute", "cost.hourly-spend-spike"),
    RUNAWAY_LOOP("a recursive loop, $8K in 6 hours", true, "cost.runaway-loop"),
    QUALITY_DROP("a quality regression", false, "quality.quality-drop"),
    REFUSAL_RISE("a rise of refusals", false, "quality.refusal-rise"),
    RATE_LIMIT(
            "a rate limit that fills up",
            false,
            "limits.rate-limit-warning",
            "limits.rate-limit-pressure",
            "limits.rate-limit-critical"),
    RESIDENCY("data processed in a wrong region", false, "compliance.data-residency"),
    OFF_HOURS("use at a strange hour", false, "compliance.off-hours-access") {
        @Override
        boolean told() {
            return false;
        }
    },
    SILENT_SOURCE("a source that falls silent", false, "platform.missing-data");

    private final String words;
    private final boolean costs;
    private final List<String> rules;

    Kind(String words, boolean costs, String... rules) {
        this.words = words;
        this.costs = costs;
        this.rules = List.of(rules);
    }

    String words() {
        return words;
    }

    /** Whether it burns money that a quicker alert would save. */
    boolean costs() {
        return costs;
    }

    /** Whether people are to be told; the reference asks of the others only that they are shown. */
    boolean told() {
        return true;
    }

    boolean foundBy(String rule) {
        return rules.contains(rule);
    }

    /** Whether there is a rule for it in a rule set. */
    boolean hasRule(Set<String> known) {
        return rules.stream().anyMatch(known::contains);
    }

    String mainRule() {
        return rules.get(0);
    }
}
