// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.server.http.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A kind of flag the engine may have an opinion on: {@code <prefix><scope>}, such as {@code llm.tier.search}. */
enum FlagFamily {
    /** The quality tier to use: {@code premium}, {@code standard} or {@code economy}. */
    TIER("llm.tier.") {
        @Override
        JsonNode value(String text) {
            return JsonNodeFactory.instance.textNode(text);
        }
    },
    /** The model to use. */
    MODEL("llm.model.") {
        @Override
        JsonNode value(String text) {
            return JsonNodeFactory.instance.textNode(text);
        }
    },
    /** Limits on context, timeout and retries, an object. */
    LIMITS("llm.limits.") {
        @Override
        JsonNode value(String text) {
            JsonNode node = JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
            return node != null && node.isObject() ? node : JsonNodeFactory.instance.textNode(text);
        }
    },
    /** Whether to admit requests at all. */
    ADMIT("llm.admit.") {
        @Override
        JsonNode value(String text) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
        }
    };

    private final String prefix;

    FlagFamily(String prefix) {
        this.prefix = prefix;
    }

    /** The family of a flag; empty when the key is none of ours. */
    static Optional<FlagFamily> of(String key) {
        for (FlagFamily family : values()) {
            if (key.startsWith(family.prefix) && key.length() > family.prefix.length()) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** A value in the type that applications expect of this family. */
    abstract JsonNode value(String text);
}
