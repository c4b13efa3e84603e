// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code GET /api/v2/alerts} and {@code /api/v2/status}: open alerts in the form of the Alertmanager API v2. There are no
 * silences here, and a request for them is told so. Thread-safe.
 *
 * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">openapi.yaml</a>, read at
 *     prometheus/alertmanager 68fb2d57
 */
public final class AlertmanagerEndpoints {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Engine engine;
    private final String version;
    private final String baseUrl;
    private final Instant started;

    /** Of an engine; links lead to pages below an address. */
    public AlertmanagerEndpoints(Engine engine, String version, String baseUrl, Clock clock) {
        this.engine = engine;
        this.version = version;
        this.baseUrl = baseUrl;
        this.started = clock.instant();
    }

    /** {@code GET /api/v2/alerts?filter=&active=&silenced=&inhibited=&unprocessed=&receiver=}. */
    public void list(Exchange exchange) {
        exchange.answersAs(SentenceAnswers.SENTENCE);
        List<String> filters = exchange.queryAll("filter");
        Predicate<Map<String, String>> wanted = labels -> true;
        try {
            for (String filter : filters) {
                wanted = wanted.and(LabelMatcher.of(filter));
            }
        } catch (IllegalArgumentException wrong) {
            exchange.refuse(new Refusal(400, "matcher-invalid", String.valueOf(wrong.getMessage()), "filter", ""));
            return;
        }
        ArrayNode alerts = JSON.arrayNode();
        if (!exchange.query("active").equals("false")) {
            for (GettableAlert alert : GettableAlert.open(engine, baseUrl)) {
                if (wanted.test(alert.labels())) {
                    alerts.add(alert.document());
                }
            }
        }
        exchange.json(200, alerts.toString());
    }

    /** {@code GET /api/v2/status}. */
    public void status(Exchange exchange) {
        ObjectNode status = JSON.objectNode();
        ObjectNode cluster = status.putObject("cluster");
        Optional<ClusterView> view = engine.cluster();
        cluster.put("name", view.map(ClusterView::self).orElse(""));
        cluster.put("status", view.isEmpty() ? "disabled" : view.get().majority() ? "ready" : "settling");
        ArrayNode peers = cluster.putArray("peers");
        view.ifPresent(seen -> seen.members()
                .forEach(member -> peers.addObject().put("name", member.name()).put("address", "")));
        status.putObject("versionInfo")
                .put("version", version)
                .put("revision", "")
                .put("branch", "")
                .put("buildUser", "")
                .put("buildDate", "")
                .put("goVersion", "none: this is Tocsin");
        status.putObject("config").put("original", "# Tocsin is set up by its own settings, see /openapi.yaml\n");
        status.put("uptime", started.toString());
        exchange.json(200, status.toString());
    }

    /** {@code /api/v2/silences} and {@code /api/v2/silence/{id}}. */
    public void silences(Exchange exchange) {
        exchange.answersAs(SentenceAnswers.SENTENCE);
        exchange.refuse(Refusal.of(
                501,
                "silences-unserved",
                "silences are not served here",
                "acknowledge the alert with tocsin alert ack"));
    }
}
