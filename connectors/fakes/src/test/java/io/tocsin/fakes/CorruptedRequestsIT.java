// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One wrong field in a real request is enough to be refused, in the vendor's own form. */
class CorruptedRequestsIT {

    private final FakeVendors vendors = FakeVendors.start(ManualClock.at("2026-11-24T03:00:00Z"));

    @AfterEach
    void stop() {
        vendors.close();
    }

    static Stream<Arguments> pagerDutyEvents() {
        return Stream.of(
                corrupted(
                        e -> e.put("routing_key", "short"),
                        "Length of 'routing_key' is incorrect (should be 32 characters)"),
                corrupted(e -> e.remove("routing_key"), "'routing_key' is missing or blank"),
                corrupted(e -> e.put("event_action", "open"), "'event_action' is invalid"),
                corrupted(e -> e.remove("event_action"), "'event_action' is missing or blank"),
                corrupted(e -> e.put("dedup_key", "k".repeat(256)), "'dedup_key' is too long"),
                corrupted(e -> e.put("dedupKey", "k"), "'dedupKey' is not a known field"),
                corrupted(e -> e.remove("payload"), "'payload' is missing or blank"),
                corrupted(e -> payload(e).put("summary", "s".repeat(1025)), "'payload.summary' is too long"),
                corrupted(e -> payload(e).put("summary", " "), "'payload.summary' is missing or blank"),
                corrupted(e -> payload(e).remove("source"), "'payload.source' is missing or blank"),
                corrupted(
                        e -> payload(e).put("severity", "none"),
                        "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or"
                                + " 'info')"),
                corrupted(e -> payload(e).remove("severity"), "'payload.severity' is missing or blank"),
                corrupted(e -> payload(e).put("timestamp", "yesterday"), "'payload.timestamp' is invalid"),
                corrupted(e -> payload(e).put("custom_details", "text"), "'payload.custom_details' is invalid"),
                corrupted(e -> payload(e).put("owner", "me"), "'payload.owner' is not a known field"),
                corrupted(e -> e.withArray("links").addObject().put("text", "no href"), "'links.href' is missing"),
                corrupted(e -> e.withArray("images").addObject().put("src", "http://x"), "'images.src' is invalid"));
    }

    @ParameterizedTest
    @MethodSource("pagerDutyEvents")
    void pagerDutyRefuses(Consumer<ObjectNode> corruption, String sentence) {
        Captures capture = Captures.named("pagerduty-trigger");
        corruption.accept(capture.body());

        Client.Reply refused = capture.sendTo(vendors.pagerDuty().url());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("status").asText()).isEqualTo("invalid event");
        assertThat(refused.json().path("message").asText()).isEqualTo("Event object is invalid");
        assertThat(refused.json().path("errors"))
                .singleElement()
                .satisfies(error -> assertThat(error.asText()).startsWith(sentence));
        assertThat(vendors.pagerDuty().incidents()).isEmpty();
        assertThat(vendors.outbox()).isEmpty();
    }

    static Stream<Arguments> opsgenieAlerts() {
        return Stream.of(
                corrupted(a -> a.put("message", "m".repeat(131)), "message"),
                corrupted(a -> a.remove("message"), "message"),
                corrupted(a -> a.put("alias", "a".repeat(513)), "alias"),
                corrupted(a -> a.put("description", "d".repeat(15_001)), "description"),
                corrupted(a -> a.put("source", "s".repeat(101)), "source"),
                corrupted(a -> a.put("priority", "P6"), "priority"),
                corrupted(a -> a.put("title", "t"), "title"),
                corrupted(a -> a.withArray("tags").add("t".repeat(51)), "tags[0]"),
                corrupted(a -> a.withObject("/details").put("big", "x".repeat(8_000)), "details"),
                corrupted(a -> a.withObject("/details").put("count", 3), "details.count"),
                corrupted(a -> a.putArray("responders").addObject().put("type", "robot"), "responders[0].type"),
                corrupted(a -> a.putArray("responders").addObject().put("type", "team"), "responders[0]"));
    }

    @ParameterizedTest
    @MethodSource("opsgenieAlerts")
    void opsgenieRefuses(Consumer<ObjectNode> corruption, String field) {
        Captures capture = Captures.named("opsgenie-create");
        corruption.accept(capture.body());

        Client.Reply refused = capture.sendTo(vendors.opsgenie().url());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("message").asText())
                .isEqualTo("Request body is not processable. Please check the errors.");
        assertThat(refused.json().path("errors").has(field)).isTrue();
        assertThat(refused.json().path("errors")).hasSize(1);
        assertThat(refused.json().path("requestId").asText()).isNotEmpty();
        assertThat(vendors.outbox()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("slackWebhooks")
    void slackRefuses(Consumer<ObjectNode> corruption, String words) {
        Captures capture = Captures.named("slack-incoming-webhook");
        corruption.accept(capture.body());

        Client.Reply refused = capture.sendTo(vendors.slack().url());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo(words);
        assertThat(vendors.slack().messages()).isEmpty();
    }

    static Stream<Arguments> slackWebhooks() {
        return Stream.of(
                corrupted(m -> m.remove("attachments"), "no_text"),
                corrupted(m -> m.put("text", "t".repeat(40_001)), "msg_too_long"),
                corrupted(m -> m.put("blocks", "not an array"), "invalid_blocks_format"),
                corrupted(m -> m.putArray("blocks").addObject().put("type", "banner"), "invalid_blocks"));
    }

    private static Arguments corrupted(Consumer<ObjectNode> corruption, String expected) {
        return arguments(corruption, expected);
    }

    private static ObjectNode payload(ObjectNode event) {
        return event.withObject("/payload");
    }

    @Test
    void everyVendorRefusesWhatIsNotJson() {
        Client client = new Client();
        Map<String, String> key = Map.of("Authorization", "GenieKey k");

        assertThat(client.post(vendors.pagerDuty().url(), "/v2/enqueue", "{")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("invalid event");
        assertThat(client.post(vendors.opsgenie().url(), "/v2/alerts", "{", key).status())
                .isEqualTo(400);
        assertThat(client.post(vendors.slack().apiUrl(), "/chat.postMessage", "{")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_json");
    }
}
