// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one detect rule.
 *
 * @param id {@code <concern>.<kebab>}: the rule's name in DRL, in metrics, logs and documents
 * @param alertClass class of its alerts
 * @param severity severity of its alerts before classification
 * @param owner who looks after it
 * @param runbook recommended runbook; null when there is none
 * @param summary sentence with {@code {field}} placeholders
 * @param event whether its alerts are one-offs
 * @param fact simple name of the fact it judges, such as {@code HourlySpend}
 * @param limits names of the limits it reads
 * @param file the file it stands in, relative to the rules folder
 * @param line the line it starts on
 */
public record RuleInfo(
        String id,
        AlertClass alertClass,
        Severity severity,
        String owner,
        @Nullable String runbook,
        String summary,
        boolean event,
        String fact,
        List<String> limits,
        String file,
        int line) {

    /** Copies the list. */
    public RuleInfo {
        limits = List.copyOf(limits);
    }
}
