// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the small JSON bodies of commands and questions. Strict: one value, no duplicate keys. Thread-safe. */
public final class JsonBody {
    /** Most bytes of such a body. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);

    private JsonBody() {}

    /** Reads the body and goes on with it; an empty body is an empty object, anything else than an object is refused. */
    public static void read(Exchange exchange, Consumer<JsonNode> then) {
        String type = Body.mediaType(exchange);
        if (!type.isEmpty() && !type.equals(Exchange.JSON)) {
            exchange.refuse(new Refusal(
                    415,
                    "content-type-unsupported",
                    "the body must be JSON",
                    "Content-Type",
                    "send Content-Type: application/json"));
            return;
        }
        Body.read(exchange, MAX_BYTES, bytes -> {
            JsonNode node = bytes.length == 0 ? JSON.createObjectNode() : parse(bytes);
            if (node == null || !node.isObject()) {
                exchange.refuse(new Refusal(
                        400, "json-malformed", "the body must be one JSON object", "body", "send {} at least"));
            } else {
                then.accept(node);
            }
        });
    }

    /** The value of these bytes; null when they are not JSON. */
    public static @Nullable JsonNode parse(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return null;
        }
    }
}
