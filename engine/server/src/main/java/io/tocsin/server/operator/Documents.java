// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.ledger.Action;
import io.tocsin.pipeline.store.Commit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vocabulary as JSON. Numbers that are not known are null; times are ISO 8601 in UTC. */
public final class Documents {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Documents() {}

    /** One episode of an alert. */
    public static ObjectNode alert(LiveAlert live) {
        Alert alert = live.alert();
        ObjectNode node = NODES.objectNode()
                .put("id", live.id())
                .put("state", word(live.state()))
                .put("rule", alert.rule())
                .put("class", word(alert.alertClass()))
                .put("severity", alert.severity().word())
                .put("fingerprint", alert.fingerprint())
                .put("facet", alert.facet())
                .put("summary", alert.summary())
                .put("basis", alert.basis())
                .put("runbook", alert.runbook())
                .put("automationSafe", alert.automationSafe())
                .put("escalationRequired", alert.escalationRequired())
                .put("event", alert.event())
                .put("startsAt", live.startsAt().toString())
                .put("firedAt", time(live.firedAt()))
                .put("acknowledgedBy", live.acknowledgedBy())
                .put("resolvedAt", time(live.resolvedAt()));
        number(node, "usdSoFar", alert.usdSoFar());
        number(node, "usdPerHour", alert.usdPerHour());
        node.set("scope", scope(alert.scope()));
        node.set("labels", words(alert.labels()));
        node.set("evidence", evidence(alert));
        node.set("contributors", contributors(alert));
        node.set("changes", texts(live.changes()));
        node.set("past", texts(live.past()));
        node.set("timeline", timeline(live.timeline()));
        return node;
    }

    /** One run of a runbook. */
    public static ObjectNode run(RunbookRun run) {
        ObjectNode node = NODES.objectNode()
                .put("id", run.id())
                .put("state", word(run.state()))
                .put("runbook", run.runbook())
                .put("alertId", run.alertId())
                .put("dryRunOk", run.dryRunOk())
                .put("effect", run.effect())
                .put("approvedBy", run.approvedBy())
                .put("verified", run.verified() == null ? null : word(run.verified()))
                .put("actedAt", time(run.actedAt()))
                .put("revertsAt", time(run.revertsAt()));
        number(node, "usdPerHourBefore", run.usdPerHourBefore());
        number(node, "savedUsd", run.savedUsd());
        node.set("target", scope(run.target()));
        node.set("timeline", timeline(run.timeline()));
        return node;
    }

    /** A flag in force. */
    public static ObjectNode flag(Flag flag) {
        ObjectNode node = NODES.objectNode()
                .put("tenant", flag.tenant())
                .put("key", flag.key())
                .put("value", flag.value())
                .put("variant", flag.variant())
                .put("reason", flag.reason())
                .put("setAt", flag.setAt().toString())
                .put("expiresAt", time(flag.expiresAt()));
        node.set("metadata", words(flag.metadata()));
        return node;
    }

    /** The conservation ledger; {@code settled} says whether the sums add up. */
    public static ObjectNode ledger(Engine.Ledger ledger) {
        long sum =
                ledger.outcomes().values().stream().mapToLong(Long::longValue).sum();
        ObjectNode node =
                NODES.objectNode().put("accepted", ledger.accepted()).put("settled", sum == ledger.accepted());
        ObjectNode outcomes = node.putObject("outcomes");
        ledger.outcomes().forEach(outcomes::put);
        return node;
    }

    /** An action of the action ledger. */
    public static ObjectNode action(Action action) {
        return NODES.objectNode()
                .put("key", action.planned().key())
                .put("intent", action.planned().intentId())
                .put("runbook", action.planned().runbook())
                .put("kind", action.planned().kind())
                .put("tenant", action.planned().tenant())
                .put("state", word(action.state()))
                .put("note", action.note())
                .put("member", action.owner().member())
                .put("cell", action.owner().cell())
                .put("fence", action.owner().fence())
                .put("claimedAt", action.claimedAt().toString())
                .put("movedAt", action.movedAt().toString());
    }

    /** A body nobody understood. */
    public static ObjectNode deadLetter(Commit.DeadLetter letter) {
        return NODES.objectNode()
                .put("id", letter.id())
                .put("source", letter.source())
                .put("at", Instant.ofEpochMilli(letter.atMillis()).toString())
                .put("reason", letter.reason())
                .put("body", new String(letter.body(), StandardCharsets.UTF_8));
    }

    /** Something that changed. */
    public static ObjectNode update(Engine.Update update) {
        ObjectNode node = NODES.objectNode()
                .put("at", update.at().toString())
                .put("kind", update.kind())
                .put("what", update.what())
                .put("text", update.text());
        update.alert().ifPresent(alert -> node.set("alert", alert(alert)));
        update.run().ifPresent(run -> node.set("run", run(run)));
        return node;
    }

    /** The word for a constant, such as {@code awaiting-approval}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode scope(Scope scope) {
        return NODES.objectNode()
                .put("kind", scope.kind().word())
                .put("tenant", scope.tenant())
                .put("id", scope.id());
    }

    private static ArrayNode evidence(Alert alert) {
        ArrayNode array = NODES.arrayNode();
        alert.evidence().forEach(evidence -> {
            ObjectNode node =
                    array.addObject().put("condition", evidence.condition()).put("field", evidence.field());
            number(node, "actual", evidence.actual());
            number(node, "threshold", evidence.threshold());
        });
        return array;
    }

    private static ArrayNode contributors(Alert alert) {
        ArrayNode array = NODES.arrayNode();
        alert.contributors().forEach(contributor -> {
            ObjectNode node = array.addObject().put("label", contributor.label());
            number(node, "amount", contributor.amount());
            number(node, "ratio", contributor.ratio());
        });
        return array;
    }

    private static ArrayNode timeline(List<TimelineEntry> entries) {
        ArrayNode array = NODES.arrayNode();
        entries.forEach(entry -> array.addObject()
                .put("at", entry.at().toString())
                .put("kind", entry.kind())
                .put("text", entry.text()));
        return array;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode words(Map<String, String> words) {
        ObjectNode node = NODES.objectNode();
        words.forEach(node::put);
        return node;
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
