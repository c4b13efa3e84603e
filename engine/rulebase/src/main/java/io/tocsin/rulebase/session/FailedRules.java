// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out which rules a failed condition belongs to: the engine says so only in its message. */
final class FailedRules {
    private static final Pattern RULES = Pattern.compile("\\[Rule ((?:\"[^\"]+\"(?:, )?)+)");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
    private static final int MAX_DEPTH = 10;

    private FailedRules() {}

    /** Names of the rules; empty when the failure does not name any. */
    static Set<String> of(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
            Set<String> rules = RULES.matcher(String.valueOf(at.getMessage()))
                    .results()
                    .flatMap(part -> NAME.matcher(part.group(1)).results())
                    .map((MatchResult name) -> name.group(1))
                    .collect(Collectors.toSet());
            if (!rules.isEmpty()) {
                return rules;
            }
            at = at.getCause();
        }
        return Set.of();
    }
}
