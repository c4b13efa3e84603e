// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.alertmanager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.pipeline.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An open alert as the Alertmanager API v2 shows it. Its name is that of the rule, or the one it has in the tool that posted it;
 * its labels are the alert's own beside severity, class and scope.
 *
 * @param live the alert
 * @param labels its labels, sorted
 * @param now log time
 * @param baseUrl where its page is
 */
record GettableAlert(LiveAlert live, Map<String, String> labels, Instant now, String baseUrl) {
    /** When a client may take it as over that hears nothing more; Alertmanager's own default of {@code resolve_timeout}. */
    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    /** Every open one, newest first. */
    static List<GettableAlert> open(Engine engine, String baseUrl) {
        Instant now = engine.now();
        return engine.alerts().stream()
                .filter(live -> live.state().open())
                .map(live -> new GettableAlert(live, labels(live.alert()), now, baseUrl))
                .toList();
    }

    private static Map<String, String> labels(Alert alert) {
        Map<String, String> labels = new TreeMap<>(alert.labels());
        labels.putIfAbsent("alertname", alert.rule());
        labels.putIfAbsent("severity", alert.severity().word());
        labels.putIfAbsent("class", alert.alertClass().name().toLowerCase(Locale.ROOT));
        labels.putIfAbsent(
                alert.scope().kind().name().toLowerCase(Locale.ROOT),
                alert.scope().id());
        return labels;
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        labels.forEach(document.putObject("labels")::put);
        ObjectNode annotations = document.putObject("annotations");
        annotations.put("summary", live.alert().summary());
        if (live.alert().runbook() != null) {
            annotations.put("runbook", live.alert().runbook());
        }
        document.put("fingerprint", live.alert().fingerprint());
        document.put("startsAt", live.startsAt().toString());
        document.put("updatedAt", now.toString());
        document.put("endsAt", now.plus(RESOLVE_TIMEOUT).toString());
        String link = live.alert().labels().get("link");
        document.put("generatorURL", link == null ? baseUrl + "/alerts/" + live.id() : link);
        document.putArray("receivers");
        ObjectNode status = document.putObject("status");
        status.put("state", "active");
        status.putArray("silencedBy");
        status.putArray("inhibitedBy");
        return document;
    }
}
