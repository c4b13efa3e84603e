// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/** Reads one message in the native format and trusts nobody. Not thread-safe. */
final class NativeReader {
    private static final Set<String> LINES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int LONGEST_NAME = 1024;
    /** Bare NaN is not JSON, but common senders write it: it is read to name the field it stands in. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build();

    private final Message message;
    private final SignalGate gate;
    private int index;

    NativeReader(Message message, PriceBook prices) {
        this.message = message;
        this.gate = new SignalGate(message, prices, "native");
    }

    Reading read() {
        Optional<Problem> unreadable = JsonGuard.problem(message.body());
        if (unreadable.isPresent()) {
            return new Reading.Rejected(unreadable.get());
        }
        try (JsonParser json = JSON.createParser(message.body())) {
            events(json);
            return gate.understood();
        } catch (BadInput bad) {
            return new Reading.Rejected(bad.problem());
        } catch (JsonProcessingException malformed) {
            return new Reading.Rejected(JsonGuard.problem(malformed));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void events(JsonParser json) throws IOException {
        EventReader events = new EventReader(json, gate.draft());
        JsonToken first = json.nextToken();
        if (first == null) {
            throw new BadInput(Problems.malformed("json-malformed", "the body is empty", "send JSON"));
        }
        if (first == JsonToken.START_ARRAY) {
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                event(events, true);
            }
            end(json);
        } else if (lines()) {
            for (JsonToken token = first; token != null; token = json.nextToken()) {
                event(events, true);
            }
        } else {
            event(events, false);
            end(json);
        }
    }

    private void event(EventReader events, boolean oneOfMany) throws IOException {
        try {
            events.read();
        } catch (BadInput bad) {
            throw new BadInput(oneOfMany ? SignalGate.at(index, bad.problem()) : bad.problem());
        }
        Optional<Problem> problem = gate.admit();
        if (problem.isPresent()) {
            boolean whole = problem.get().status() == 413 || !oneOfMany;
            throw new BadInput(whole ? problem.get() : SignalGate.at(index, problem.get()));
        }
        index++;
    }

    /** JSON ends after its one value; only lines go on. Without a usable media type an object may begin lines. */
    private boolean lines() {
        return LINES.contains(message.contentType()) || !message.contentType().endsWith("json");
    }

    private static void end(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            long at = json.currentTokenLocation().getByteOffset();
            throw new BadInput(Problems.malformed(
                    "json-malformed",
                    "something follows the end of the JSON value at byte " + at,
                    "send lines as application/x-ndjson"));
        }
    }
}
