// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.alertmanager;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.Times;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A group of alerts as Alertmanager tells it, and what others derived from it. Each alert has its own status; the status
 * of the group says nothing about its members, and an alert that is missing from a message is not resolved. An end in
 * year 1 or 1970 means: not ended.
 *
 * @param tool who tells it, such as {@code alertmanager}
 * @param more adds what this tool tells of an alert beyond Alertmanager
 */
public record AlertGroup(String tool, BiConsumer<Node, ToolAlert> more) {
    private static final String RESOLVED = "resolved";

    /** Reads every alert of a group, and says what is wrong with the first that cannot be read. */
    public Optional<Problem> read(Node group, SignalGate gate, Instant receivedAt) {
        Problem first = null;
        for (Node alert : group.at("alerts").items()) {
            Optional<Problem> problem = alert(alert, group, gate, receivedAt);
            first = first == null ? problem.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private Optional<Problem> alert(Node alert, Node group, SignalGate gate, Instant receivedAt) {
        Map<String, String> labels = labels(alert);
        String status = alert.text("status", "");
        if (labels.isEmpty() || !(status.equals(RESOLVED) || status.equals("firing"))) {
            return Records.unknown("an alert with labels and the status firing or resolved");
        }
        boolean firing = !status.equals(RESOLVED);
        Instant start = Times.plausible(alert.time("startsAt"), receivedAt);
        Instant end = firing ? null : Times.plausible(alert.time("endsAt"), receivedAt);
        String fingerprint = alert.text("fingerprint", Ids.hash(labels));
        ToolAlert told = ToolAlert.of(gate, tool, fingerprint, firing, receivedAt)
                .id(fingerprint + "/" + status + "/" + (start == null ? receivedAt : start)
                        + (end == null ? "" : "/" + end))
                .name(labels.get("alertname"), "unnamed")
                .severity(labels.get("severity"))
                .summary(summary(alert))
                .times(start, end)
                .labels(labels);
        more.accept(alert, told);
        return told.link(alert.first("generatorURL"), group.text("externalURL")).admit();
    }

    static @Nullable String summary(Node alert) {
        return alert.at("annotations").first("summary", "title", "message", "description");
    }

    /** Labels that have a value, sorted. */
    static Map<String, String> labels(Node alert) {
        Map<String, String> labels = new TreeMap<>();
        alert.at("labels").fields().forEach((name, value) -> {
            String text = value.text();
            if (text != null) {
                labels.put(name, text);
            }
        });
        return labels;
    }
}
