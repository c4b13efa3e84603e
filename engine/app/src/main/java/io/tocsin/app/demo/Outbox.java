// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.fakes.FakeVendors;
import io.tocsin.fakes.Recorded;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the stand-ins of the vendors really received, read from their journals and not from what the engine says it sent.
 */
final class Outbox {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ALERT = Pattern.compile("/alerts/([A-Za-z0-9%_.-]+)");
    private static final String OVER = "OK ";

    private Outbox() {}

    /** Every page that was accepted, by time. */
    static List<Outbound> of(FakeVendors vendors) {
        Stream<Outbound> paged = vendors.pagerDuty().outbox().stream()
                .filter(sent -> !sent.action().equals("change"))
                .map(sent -> new Outbound(sent.at(), DemoNode.PAGER, sent.action(), sent.dedupKey(), sent.title()));
        Stream<Outbound> posted = vendors.slack().journal().stream().flatMap(request -> posted(request).stream());
        return Stream.concat(paged, posted)
                .sorted(Comparator.comparing(Outbound::at))
                .toList();
    }

    /** A post or update in the channel; replies in its thread are for whoever follows it. */
    private static Optional<Outbound> posted(Recorded request) {
        JsonNode body = json(request.body());
        Matcher alert = ALERT.matcher(request.body());
        boolean post = request.path().endsWith("/chat.postMessage");
        boolean update = request.path().endsWith("/chat.update");
        boolean message = (post || update) && !body.hasNonNull("thread_ts") && request.status() == 200;
        if (!message || !alert.find()) {
            return Optional.empty();
        }
        String title = body.path("text").asText();
        String action = post ? "trigger" : title.startsWith(OVER) ? "resolve" : "update";
        String id = URLDecoder.decode(alert.group(1), StandardCharsets.UTF_8);
        return Optional.of(new Outbound(request.at(), DemoNode.CHAT, action, id, title));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode();
        }
    }
}
