// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.scope.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What rules state about a scope.
 *
 * @param rule id of the rule, {@code <concern>.<kebab>}
 * @param alertClass what kind of trouble
 * @param severity how much it matters
 * @param scope whom it is about
 * @param facet what tells it from other alerts of this rule and scope, such as {@code day}; usually empty
 * @param summary one sentence with the numbers filled in
 * @param labels further labels, sorted by key, immutable
 * @param evidence the conditions of the rule with the numbers they were judged on, in the rule's order
 * @param basis how the baseline was computed; empty when there is none
 * @param contributors who is behind it, largest first
 * @param usdSoFar dollars lost so far, 0 when it is not about money
 * @param usdPerHour dollars lost per hour while it lasts
 * @param runbook name of the recommended runbook; null when there is none
 * @param automationSafe whether an automation may be proposed
 * @param escalationRequired whether a human must see it
 * @param event true for a one-off that is over when it is stated; false for a state that resolves
 */
public record Alert(
        String rule,
        AlertClass alertClass,
        Severity severity,
        Scope scope,
        String facet,
        String summary,
        Map<String, String> labels,
        List<Evidence> evidence,
        String basis,
        List<Contributor> contributors,
        double usdSoFar,
        double usdPerHour,
        @Nullable String runbook,
        boolean automationSafe,
        boolean escalationRequired,
        boolean event) {

    private static final int FINGERPRINT_BYTES = 8;

    /** Copies the collections. */
    public Alert {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        evidence = List.copyOf(evidence);
        contributors = List.copyOf(contributors);
    }

    /** States an alert on a fact; what a detect rule inserts. */
    public static Draft on(Fact fact) {
        return new Draft(fact);
    }

    /** Identity over restarts and members: 16 hexadecimal digits of rule, scope and facet. */
    public String fingerprint() {
        return fingerprint(rule, scope, facet);
    }

    /** Identity of the alert that a rule would state about a scope. */
    public static String fingerprint(String rule, Scope scope, String facet) {
        byte[] text = (rule + '\n' + scope.key() + '\n' + facet).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(text), 0, FINGERPRINT_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
