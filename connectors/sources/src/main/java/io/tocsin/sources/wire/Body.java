// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.JsonGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A body of JSON values read as a tree, of no more than {@link Parts#MOST} objects and lists.
 *
 * @param values the values it holds, usually one; empty when there is a problem
 * @param problem why it cannot be read; empty when it can
 */
public record Body(List<Node> values, Optional<Problem> problem) {
    private static final int DEEPEST = 128;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    /** Reads bytes. Never fails. */
    public static Body of(byte[] bytes) {
        Optional<Problem> unreadable = JsonGuard.problem(bytes);
        if (unreadable.isPresent()) {
            return new Body(List.of(), unreadable);
        }
        try (JsonParser parser = Parts.counting(JSON.createParser(bytes))) {
            List<Node> values = new ArrayList<>();
            for (JsonNode value = JSON.readTree(parser); value != null; value = JSON.readTree(parser)) {
                values.add(new Node(value));
            }
            return values.isEmpty() ? of(new byte[0]) : new Body(values, Optional.empty());
        } catch (JsonProcessingException malformed) {
            return new Body(List.of(), Optional.of(JsonGuard.problem(malformed)));
        } catch (Parts.TooMany tooMany) {
            return new Body(List.of(), Optional.of(Parts.tooMany()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The one value. */
    public Node value() {
        return values.get(0);
    }

    /** Every record: the items of a list, or each value of lines. */
    public List<Node> records() {
        return values.size() == 1 && value().isArray() ? value().items() : values;
    }

    /** The bytes of a value. */
    public static byte[] bytes(JsonNode value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
