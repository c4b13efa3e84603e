// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;

/** What the engine has on record: flags, the conservation ledger, dead letters. Thread-safe. */
public final class RecordEndpoints {
    private static final int MAX_LETTERS = 200;

    private final Engine engine;

    /** Of an engine. */
    public RecordEndpoints(Engine engine) {
        this.engine = engine;
    }

    /** {@code GET /api/v1/flags}. */
    public void flags(Exchange exchange) {
        ArrayNode flags = JsonNodeFactory.instance.arrayNode();
        engine.flags().forEach(flag -> flags.add(Documents.flag(flag)));
        exchange.json(200, "{\"flags\":" + flags + "}");
    }

    /** {@code GET /api/v1/ledger}. */
    public void ledger(Exchange exchange) {
        exchange.json(200, Documents.ledger(engine.ledger()).toString());
    }

    /** {@code GET /api/v1/dead-letters}. */
    public void deadLetters(Exchange exchange) {
        exchange.then(engine.deadLetters(MAX_LETTERS), (letters, thrown) -> {
            if (letters == null) {
                boolean none = thrown instanceof UnsupportedOperationException;
                exchange.refuse(Refusal.of(
                        none ? 501 : 503, "dead-letters-unavailable", "dead letters cannot be listed now", ""));
                return;
            }
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            letters.forEach(letter -> array.add(Documents.deadLetter(letter)));
            exchange.json(200, "{\"deadLetters\":" + array + "}");
        });
    }
}
