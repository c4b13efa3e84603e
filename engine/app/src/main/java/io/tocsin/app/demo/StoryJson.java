// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.RunbookRun;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A story's record as one JSON object: equal records give equal bytes. */
final class StoryJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private StoryJson() {}

    static String of(StoryRecord record, List<String> missing) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("seed", record.seed());
        document.put("alerts", record.alerts().stream().map(StoryJson::alert).toList());
        document.put("pages", record.pages().stream().map(StoryJson::page).toList());
        document.put("runs", record.runs().stream().map(StoryJson::run).toList());
        document.put("savedUsd", record.savedUsd());
        Map<String, Object> ledger = new LinkedHashMap<>();
        ledger.put("accepted", record.ledger().accepted());
        ledger.put("outcomes", new TreeMap<>(record.ledger().outcomes()));
        document.put("ledger", ledger);
        document.put("missing", missing);
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is always writable", e);
        }
    }

    private static Map<String, Object> alert(LiveAlert live) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("id", live.id());
        alert.put("rule", live.alert().rule());
        alert.put("severity", live.alert().severity().word());
        alert.put("scope", live.alert().scope().label());
        alert.put("state", word(live.state()));
        alert.put("firedAt", text(live.firedAt()));
        alert.put("resolvedAt", text(live.resolvedAt()));
        alert.put("changes", live.changes());
        alert.put("session", live.alert().labels().get("session"));
        alert.values().removeIf(value -> value == null);
        alert.putIfAbsent("resolvedAt", null);
        return alert;
    }

    static Map<String, Object> page(Outbound page) {
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("at", text(page.at()));
        sent.put("receiver", page.receiver());
        sent.put("action", page.action());
        sent.put("dedupKey", page.dedupKey());
        sent.put("title", page.title());
        return sent;
    }

    private static Map<String, Object> run(RunbookRun run) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", run.id());
        document.put("runbook", run.runbook());
        document.put("target", run.target().label());
        document.put("dryRun", run.dryRunOk());
        document.put("effect", run.effect());
        document.put("approvedBy", run.approvedBy());
        document.put("verified", run.verified() == null ? null : word(run.verified()));
        document.put("state", word(run.state()));
        document.put("actedAt", text(run.actedAt()));
        document.put("revertsAt", text(run.revertsAt()));
        return document;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
