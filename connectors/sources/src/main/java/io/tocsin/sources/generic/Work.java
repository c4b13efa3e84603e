// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.sources.wire.Node;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The reading of one message: what {@code $body} stands for, and how much may still be spent on it. The measure is values
 * looked at, so that the same message always has the same fate. Not thread-safe.
 */
final class Work {
    /** Values one message may hold. */
    static final int MOST_VALUES = 5_000;

    /** Values that may be looked at, over and over, for one message: measured at 4 µs each before the JVM is warm. */
    private static final long MOST_LOOKS = 200_000;

    private final Node body;
    private final int values;
    private long left = MOST_LOOKS;

    Work(Node body) {
        this.body = body;
        this.values = values(body);
    }

    Node body() {
        return body;
    }

    /** Whether the message holds more than is read. */
    boolean isTooLarge() {
        return values > MOST_VALUES;
    }

    /** Whether an expression may be evaluated once more. */
    boolean allows(Expression expression, Node value) {
        long looks = expression.isPlain() ? 1 : 1 + (expression.looksAtBody() ? values : values(value));
        left -= looks;
        return left >= 0;
    }

    /** How many values stand in one, itself included; of more than a message may hold, just more. */
    private static int values(Node value) {
        int found = 0;
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(value.json());
        while (!open.isEmpty() && found <= MOST_VALUES) {
            found++;
            open.pop().forEach(open::push);
        }
        return found;
    }
}
