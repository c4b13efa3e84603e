// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.bench.load.EventBatch;
import io.tocsin.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** JSON parsing alone: every value of a batch of 100 events is read, nothing is built. The floor for any door. */
public final class BareJson implements Subject {
    private static final int EVENTS = 100;
    private static final int ROUND = 64;

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String name() {
        return "bare-json";
    }

    @Override
    public String summary() {
        return "JSON parsing alone: every value of a batch of 100 events is read, nothing is built";
    }

    @Override
    public List<Figure> measure(Options options) throws IOException {
        EventBatch batch = new EventBatch(EVENTS, options.users(), 1);
        batch.stamp(1, options.clock().instant());
        parse(batch.bytes(), options.warmup());
        double micros = parse(batch.bytes(), options.time());
        return List.of(
                Figure.of("parse per event", micros, "us"),
                Figure.of("bytes per event", batch.bytes().length / (double) EVENTS, "bytes"));
    }

    /** Parses over and over; answers microseconds per event. */
    private static double parse(byte[] body, Duration time) throws IOException {
        long start = System.nanoTime();
        long now = start;
        long batches = 0;
        long characters = 0;
        while (now - start < time.toNanos()) {
            for (int i = 0; i < ROUND; i++) {
                characters += values(body);
                batches++;
            }
            now = System.nanoTime();
        }
        if (characters < batches * EVENTS) {
            throw new IllegalStateException("the events have no values");
        }
        return (now - start) / 1e3 / batches / EVENTS;
    }

    /** Reads every value; answers how many characters and numbers there are, so that no reading can be left out. */
    static long values(byte[] body) throws IOException {
        long seen = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                seen += switch (token) {
                    case VALUE_STRING, FIELD_NAME -> parser.getTextLength();
                    case VALUE_NUMBER_INT -> parser.getLongValue() & 1;
                    case VALUE_NUMBER_FLOAT -> parser.getDoubleValue() > 0 ? 1 : 0;
                    default -> 0;
                };
            }
        }
        return seen;
    }
}
