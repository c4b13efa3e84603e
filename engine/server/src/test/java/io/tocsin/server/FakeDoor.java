// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A door that understands {@code {"id":"a","team":"b"}}, arrays and lines of it; {@code {"bad":true}} is one rejected record; what is
 * no JSON is refused, or dead-lettered by a door of a monitoring tool; {@code {"ack":"a"}} takes alert a.
 */
final class FakeDoor implements Door {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<Message> seen = new CopyOnWriteArrayList<>();
    private final boolean keeps;

    FakeDoor(boolean keeps) {
        this.keeps = keeps;
    }

    @Override
    public Reading read(Message message) {
        seen.add(message);
        try {
            JsonNode taken = JSON.readTree(message.body()).path("ack");
            if (taken.isTextual()) {
                return new Reading.Orders(List.of(new Command.Acknowledge(taken.asText(), "anna")));
            }
            List<Signal> signals = new ArrayList<>();
            int rejected = 0;
            for (JsonNode node : nodes(message)) {
                if (node.has("id")) {
                    signals.add(signal(node, message));
                } else {
                    rejected++;
                }
            }
            return new Reading.Understood(
                    signals, rejected, rejected == 0 ? "" : "a record has no id", Map.of("Samples", signals.size()));
        } catch (IOException e) {
            Problem problem = new Problem(400, "json-malformed", "not JSON at byte 7", "", "send JSON");
            return keeps ? new Reading.DeadLetter(problem) : new Reading.Rejected(problem);
        }
    }

    private static List<JsonNode> nodes(Message message) throws JsonProcessingException {
        String text = new String(message.body(), StandardCharsets.UTF_8);
        List<JsonNode> nodes = new ArrayList<>();
        for (String part : message.contentType().contains("ndjson") ? text.split("\n", -1) : new String[] {text}) {
            JsonNode node = JSON.readTree(part);
            if (node.isArray()) {
                node.forEach(nodes::add);
            } else if (!node.isEmpty()) {
                nodes.add(node);
            } else if (node.isMissingNode()) {
                throw new JsonParseException(null, "empty");
            }
        }
        return nodes;
    }

    private static Signal signal(JsonNode node, Message message) {
        Origin origin = new Origin(node.get("id").asText(), message.receivedAt(), "fake", message.tenant());
        String team = node.path("team").asText(null);
        return new Heartbeat(origin, new Attribution(team, null, null, null, null), "job", Duration.ofMinutes(1));
    }
}
