// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.util.List;

/**
 * What a history amounts to.
 *
 * @param accepted signals answered with 202
 * @param violations empty when every promise was kept; immutable
 */
public record Verdict(int accepted, List<Violation> violations) {

    /** Copies the list. */
    public Verdict {
        violations = List.copyOf(violations);
    }

    /** How often a promise of that kind was not kept. */
    public long count(Violation.Kind kind) {
        return violations.stream()
                .filter(violation -> violation.kind() == kind)
                .mapToLong(Violation::times)
                .sum();
    }

    /** With what led to it before each violation. */
    public Verdict because(String account) {
        return new Verdict(
                accepted,
                violations.stream()
                        .map(violation ->
                                new Violation(violation.kind(), violation.times(), account + ": " + violation.text()))
                        .toList());
    }
}
