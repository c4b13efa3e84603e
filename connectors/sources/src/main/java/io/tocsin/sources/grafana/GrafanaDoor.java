// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.grafana;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.alertmanager.AlertGroup;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads Grafana's webhook: unified alerting, which is Alertmanager's with values and panels, and legacy alerting. A
 * custom payload may be anything; the generic door reads it. Addresses of images and silences are dropped. Thread-safe.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/">
 *     webhook notifier</a>, code read at grafana/alerting 783ce041
 */
public final class GrafanaDoor implements Door {
    private static final String TOOL = "grafana";
    private static final AlertGroup UNIFIED = new AlertGroup(TOOL, GrafanaDoor::more);
    private static final List<String> STATES = List.of("alerting", "no_data", "ok", "paused");

    private final PriceBook prices;

    /** A door. */
    public GrafanaDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, TOOL, (body, gate) -> body(body, gate, receivedAt));
    }

    private static Optional<Problem> body(Node body, SignalGate gate, Instant receivedAt) {
        if (body.at("alerts").isArray()) {
            return UNIFIED.read(body, gate, receivedAt);
        }
        return body.at("ruleId").exists()
                ? legacy(body, gate, receivedAt)
                : Records.unknown("a Grafana message with alerts or ruleId; the generic door reads a custom payload");
    }

    private static void more(Node alert, ToolAlert told) {
        told.value(value(alert.at("values")), Double.NaN)
                .label("rule_uid", alert.text("ruleUID"))
                .link(alert.text("panelURL"), alert.text("dashboardURL"));
    }

    /** The only value, or the only one beside the 0 or 1 of a condition; of several nobody knows which one is meant. */
    private static double value(Node values) {
        List<Double> told = values.fields().values().stream()
                .map(Node::number)
                .filter(Double::isFinite)
                .toList();
        List<Double> measured =
                told.stream().filter(value -> value != 0 && value != 1).toList();
        return told.size() == 1 ? told.get(0) : measured.size() == 1 ? measured.get(0) : Double.NaN;
    }

    /** Legacy alerting tells neither times nor an id of the event. */
    private static Optional<Problem> legacy(Node body, SignalGate gate, Instant receivedAt) {
        String state = body.text("state", "");
        if (state.equals("pending")) {
            return Optional.empty();
        }
        if (!STATES.contains(state)) {
            return Records.unknown("a legacy alert with the state alerting, no_data, ok or paused");
        }
        String organisation = body.text("orgId");
        String rule = (organisation == null ? "" : organisation + "/") + body.text("ruleId", "");
        List<Node> matches = body.at("evalMatches").items();
        ToolAlert told = ToolAlert.of(gate, TOOL, "rule/" + rule, STATES.indexOf(state) < 2, receivedAt)
                .name(body.first("ruleName", "title"), "unnamed")
                .summary(body.first("message", "title"))
                .link(body.text("ruleUrl"));
        if (matches.size() == 1) {
            told.value(matches.get(0).number("value"), Double.NaN)
                    .labels(matches.get(0).at("tags"));
        }
        return told.admit();
    }
}
