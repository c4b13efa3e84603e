// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.sentry;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric alert. Its value stands only at the start of a sentence for people; its {@code web_url} is documented as an
 * address of the API and is the page.
 */
record MetricAlert(Node told, String action) {
    private static final List<String> ACTIONS = List.of("critical", "warning", "resolved");
    private static final Pattern VALUE = Pattern.compile("^(-?\\d{1,15}(?:\\.\\d{1,15})?)\\b.*", Pattern.DOTALL);

    Optional<Problem> read(SignalGate gate, Instant receivedAt) {
        Node alert = told.at("metric_alert");
        Node rule = alert.at("alert_rule");
        String id = alert.first("id", "identifier");
        if (id == null || !ACTIONS.contains(action)) {
            return Records.unknown("a metric alert with id and the action critical, warning or resolved");
        }
        boolean firing = !action.equals("resolved");
        Instant started = alert.time("date_started");
        return ToolAlert.of(gate, "sentry", "metric/" + id, firing, receivedAt)
                .id("metric/" + id + "/" + action + "/" + alert.text(firing ? "date_started" : "date_closed", ""))
                .name(rule.text("name"), alert.text("title", "metric alert"))
                .severity(firing ? action : null)
                .summary(told.first("description_title", "description_text"))
                .value(value(told.text("description_text", "")), threshold(rule))
                .times(started == null ? alert.time("date_created") : started, alert.time("date_closed"))
                .label("aggregate", rule.text("aggregate"))
                .label("environment", rule.text("environment"))
                .link(told.text("web_url"))
                .admit();
    }

    private static double value(String sentence) {
        Matcher starts = VALUE.matcher(sentence);
        return starts.matches() ? Double.parseDouble(starts.group(1)) : Double.NaN;
    }

    /** That of the trigger of this severity; when it is over, that of the first. */
    private double threshold(Node rule) {
        List<Node> triggers = rule.at("triggers").items();
        return triggers.stream()
                .filter(trigger -> trigger.text("label", "").equals(action))
                .findFirst()
                .or(() -> triggers.stream().findFirst())
                .map(trigger -> trigger.number("alert_threshold"))
                .orElse(Double.NaN);
    }
}
