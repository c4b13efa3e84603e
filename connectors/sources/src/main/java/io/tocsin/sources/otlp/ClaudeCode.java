// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.ErrorWords;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of Claude Code. {@code input_tokens} excludes the cache, {@code cost_usd_micros} is the cost to believe, and
 * one {@code cache_creation_tokens} stands for both times to live.
 *
 * @see <a href="https://code.claude.com/docs/en/monitoring-usage">Claude Code monitoring</a>, read 2026-08-22
 */
final class ClaudeCode {
    static final String PREFIX = "claude_code.";
    private static final Set<String> TOLD = Set.of("api_request", "api_error", "api_refusal", "compaction");
    private static final String SERVICE = "claude-code";
    private static final String SCOPE = "com.anthropic.claude_code";
    private static final double MILLIS = 1000;
    private static final int OK = 200;

    private final Export export;

    ClaudeCode(Export export) {
        this.export = export;
    }

    /** Whether Claude Code sent it. */
    static boolean sent(Attributes attributes, @Nullable String scope) {
        String service = attributes.text("service.name");
        return (service != null && service.startsWith(SERVICE)) || (scope != null && scope.startsWith(SCOPE));
    }

    void event(String name, Attributes attributes, @Nullable Instant at) {
        if (TOLD.contains(name) && export.full()) {
            return;
        }
        switch (name) {
            case "api_request" -> request(attributes, at);
            case "api_error" -> error(attributes, at);
            case "api_refusal" -> refusal(attributes, at);
            case "compaction" -> compaction(attributes, at);
            default -> {
                // the other events tell of keystrokes and tools, not of the API
            }
        }
    }

    private void request(Attributes attributes, @Nullable Instant at) {
        SignalDraft draft = call(attributes, at, "");
        draft.count(Field.INPUT, attributes.count("input_tokens"))
                .count(Field.CACHE_READ, attributes.count("cache_read_tokens"))
                .count(Field.CACHE_CREATION, attributes.count("cache_creation_tokens"))
                .count(Field.OUTPUT, attributes.count("output_tokens"))
                .count(Field.COST_USD_MICROS, attributes.count("cost_usd_micros"))
                .number(Field.COST_USD, attributes.number("cost_usd"))
                .count(Field.STATUS, OK);
        export.admit();
    }

    /** Sent once, after the last retry. */
    private void error(Attributes attributes, @Nullable Instant at) {
        SignalDraft draft = call(attributes, at, "");
        Long told = attributes.count("status_code");
        int status = told == null || told < 0 || told > 999 ? 0 : told.intValue();
        String word = status == 0 && attributes.text("status_code") == null && attributes.text("error") == null
                ? "connection_error"
                : ErrorWords.of(status, null, attributes.text("error"));
        draft.count(Field.STATUS, status).text(Field.ERROR_TYPE, word);
        export.admit();
    }

    /** Its tokens are billed by the request event of the same id, so it carries none and an id of its own. */
    private void refusal(Attributes attributes, @Nullable Instant at) {
        call(attributes, at, "#refusal").text(Field.STOP_REASON, "refusal").count(Field.STATUS, OK);
        export.admit();
    }

    private SignalDraft call(Attributes attributes, @Nullable Instant at, String suffix) {
        SignalDraft draft = export.gate().draft(SignalType.LLM_CALL);
        attributes.attribute(draft);
        String id = id(attributes);
        String model = attributes.text("model");
        draft.fit(Field.ID, (id == null ? export.id(attributes, at) : id) + suffix)
                .text(Field.SOURCE, SERVICE)
                .time(Field.AT, at)
                .text(Field.PROVIDER, "anthropic")
                .text(Field.MODEL, model == null ? "unknown" : model)
                .number(Field.LATENCY_SECONDS, attributes.number("duration_ms") / MILLIS)
                .text(Field.SPEED, "fast".equals(attributes.text("speed")) ? "fast" : null);
        return draft;
    }

    private static @Nullable String id(Attributes attributes) {
        String request = attributes.text("request_id");
        if (request != null) {
            return request;
        }
        String client = attributes.text("client_request_id");
        String session = attributes.text("session.id");
        String sequence = attributes.text("event.sequence");
        return client != null || session == null || sequence == null ? client : session + "/" + sequence;
    }

    private void compaction(Attributes attributes, @Nullable Instant at) {
        SignalDraft draft = export.gate().draft(SignalType.METRIC);
        attributes.attribute(draft);
        draft.time(Field.AT, at)
                .text(Field.NAME, "claude_code.compaction.pre_tokens")
                .number(Field.VALUE, attributes.number("pre_tokens"))
                .text(Field.UNIT, "{token}")
                .label("trigger", attributes.text("trigger"))
                .label("post_tokens", attributes.text("post_tokens"));
        export.admit();
    }
}
