// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.ErrorWords;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls told by the GenAI conventions, whatever their generation. Their input tokens include what was read from and
 * written to the cache, so both are taken off again.
 *
 * <p>A span and an event of the same call get the same id, so that the call is counted once.
 */
final class GenAi {
    /** Operations that stand for other operations: their tokens are those of the calls they made. */
    private static final Set<String> NOT_A_CALL = Set.of(
            "invoke_agent", "create_agent", "execute_tool", "invoke_workflow", "workflow", "retrieval", "rerank");

    private static final int OK = 200;

    private final Export export;

    GenAi(Export export) {
        this.export = export;
    }

    /** Whether these are the attributes of a call of a model. */
    static boolean isCall(Attributes attributes) {
        String operation = attributes.text(Alias.OPERATION);
        if (operation != null && NOT_A_CALL.contains(operation)) {
            return false;
        }
        boolean told = operation != null
                || attributes.has(Alias.INPUT)
                || attributes.has(Alias.OUTPUT)
                || attributes.has(Alias.PROVIDER);
        return told && attributes.has(Alias.MODEL);
    }

    void call(Attributes attributes, SpanId span, @Nullable Instant at, double latencySeconds) {
        if (!isCall(attributes) || export.full()) {
            return;
        }
        SignalDraft draft = export.gate().draft(SignalType.LLM_CALL);
        attributes.attribute(draft);
        String response = attributes.text(Alias.RESPONSE_ID);
        String id = response != null ? response : span.text();
        draft.fit(Field.ID, id != null ? id : export.id(attributes, at))
                .time(Field.AT, at)
                .fit(Field.PROVIDER, provider(attributes.text(Alias.PROVIDER)))
                .number(Field.COMPLEXITY, attributes.number(Alias.COMPLEXITY))
                .number(Field.QUALITY, attributes.number(Alias.QUALITY))
                .number(Field.LATENCY_SECONDS, latencySeconds);
        attributes.words(draft);
        tokens(attributes, draft);
        outcome(attributes, draft);
        export.admit();
    }

    private static void tokens(Attributes attributes, SignalDraft draft) {
        Long input = attributes.count(Alias.INPUT);
        Long output = attributes.count(Alias.OUTPUT);
        if (input == null && output == null) {
            input = attributes.count(Alias.TOTAL);
        }
        long read = orZero(attributes.count(Alias.CACHE_READ));
        long created = orZero(attributes.count(Alias.CACHE_CREATION));
        long all = orZero(input);
        boolean includesCache = read >= 0 && created >= 0 && all >= read && all - read >= created;
        draft.count(Field.INPUT, includesCache ? all - read - created : all)
                .count(Field.CACHE_READ, read)
                .count(Field.CACHE_CREATION, created)
                .count(Field.OUTPUT, output);
    }

    private static void outcome(Attributes attributes, SignalDraft draft) {
        Long told = attributes.count(Alias.STATUS);
        int status = told == null || told < 0 || told > 999 ? 0 : told.intValue();
        String error = attributes.text(Alias.ERROR_TYPE);
        if (error == null && status < 400) {
            draft.count(Field.STATUS, status == 0 ? OK : status);
            return;
        }
        boolean numeric = error != null && error.matches("[1-5][0-9][0-9]");
        int known = status == 0 && numeric ? Integer.parseInt(error) : status;
        String word = ErrorWords.of(known, numeric ? null : simpleName(error), null);
        draft.count(Field.STATUS, known == 0 ? ErrorWords.status(word) : known).text(Field.ERROR_TYPE, word);
    }

    private static @Nullable String simpleName(@Nullable String error) {
        return error == null ? null : error.substring(error.lastIndexOf('.') + 1);
    }

    private static @Nullable String provider(@Nullable String told) {
        return told == null ? null : told.toLowerCase(Locale.ROOT);
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
