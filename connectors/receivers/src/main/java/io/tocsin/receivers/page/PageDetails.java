// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.RunbookRun;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The machine-readable extras of a page. */
final class PageDetails {
    /** What was done on purpose, for vendors that keep a timeline of changes. */
    static final String CHANGE = "change";

    private static final int MAX_VALUE = 500;

    private PageDetails() {}

    static Map<String, String> of(LiveAlert live, Optional<RunbookRun> run) {
        Alert alert = live.alert();
        Map<String, String> details = new TreeMap<>();
        details.put("rule", alert.rule());
        details.put("class", alert.alertClass().name().toLowerCase(Locale.ROOT));
        details.put("scope", alert.scope().label());
        details.put("tenant", alert.scope().tenant());
        details.put("fingerprint", alert.fingerprint());
        details.put("startsAt", live.startsAt().toString());
        alert.evidence().forEach(e -> details.put("evidence." + e.field(), evidence(e)));
        if (!live.past().isEmpty()) {
            details.put("past", String.join(" | ", live.past()));
        }
        run.ifPresent(r -> {
            details.put("runbook", r.runbook());
            details.put("run", r.id());
            details.put("runState", r.state().name().toLowerCase(Locale.ROOT));
            RunLine.change(r).ifPresent(change -> details.put(CHANGE, change));
        });
        details.replaceAll((name, value) -> PlainText.cut(PlainText.clean(value), MAX_VALUE));
        return details;
    }

    private static String evidence(Evidence evidence) {
        if (Double.isNaN(evidence.actual())) {
            return evidence.condition();
        }
        String limit =
                Double.isNaN(evidence.threshold()) ? "" : ", limit " + NumberStyle.PLAIN.text(evidence.threshold());
        return NumberStyle.PLAIN.text(evidence.actual()) + " (" + evidence.condition() + limit + ")";
    }
}
