// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import com.fasterxml.jackson.databind.JsonNode.OverwriteMode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.sources.wire.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of one streamed message put together again. Usage in the deltas is cumulative: the last one told counts,
 * never their sum. Not thread-safe.
 */
final class StreamedMessage {
    private @Nullable ObjectNode message;

    void event(String type, Node event) {
        if (type.equals("message_start") && event.at("message").isObject()) {
            message = event.at("message").json().deepCopy();
            message.remove("content");
        } else if (type.equals("message_delta") && message != null) {
            replace(message, event);
        }
    }

    private static void replace(ObjectNode message, Node event) {
        String stopReason = event.at("delta").text("stop_reason");
        if (stopReason != null) {
            message.put("stop_reason", stopReason);
        }
        ObjectNode usage = message.withObject("/usage", OverwriteMode.ALL, false);
        event.at("usage").fields().forEach((name, value) -> {
            if (value.exists()) {
                usage.set(name, value.json());
            }
        });
    }

    /** The message as it stands at its end; empty when it never began. */
    Optional<Node> end() {
        Optional<Node> whole = Optional.ofNullable(message).map(Node::new);
        message = null;
        return whole;
    }
}
