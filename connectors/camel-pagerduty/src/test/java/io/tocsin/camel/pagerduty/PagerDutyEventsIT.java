// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import static io.tocsin.camel.pagerduty.PagerDutyConstants.DEDUP_KEY;
import static io.tocsin.camel.pagerduty.PagerDutyConstants.SEVERITY;
import static io.tocsin.camel.pagerduty.PagerDutyConstants.SUMMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.PagerDutyIncident;
import io.tocsin.fakes.PagerDutyIncident.State;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reaches PagerDuty, and what comes back, while all is well. */
class PagerDutyEventsIT {

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void opensOneIncidentHoweverOftenItTriggers() {
        bench.trigger("spend-1", "Hourly spend is 12.4x its baseline");
        Exchange second = bench.trigger("spend-1", "Hourly spend is 14.0x its baseline");

        assertThat(second.getException()).isNull();
        assertThat(second.getMessage().getHeader(PagerDutyConstants.STATUS)).isEqualTo(202);
        assertThat(second.getMessage().getHeader(PagerDutyConstants.MESSAGE)).isEqualTo("Event processed");
        assertThat(second.getMessage().getBody()).isEqualTo("Hourly spend is 14.0x its baseline");
        assertThat(bench.pagerDuty.incidents()).hasSize(1);
        assertThat(bench.pagerDuty.incident("spend-1")).hasValueSatisfying(incident -> {
            assertThat(incident.triggers()).isEqualTo(2);
            assertThat(incident.severity()).isEqualTo("error");
            assertThat(incident.source()).isEqualTo("camel");
        });
    }

    @Test
    void walksAnIncidentThroughItsLife() {
        Map<String, Object> key = Map.of(DEDUP_KEY, "spend-1");
        bench.trigger("spend-1", "Hourly spend is 12.4x its baseline");

        bench.send("pagerduty:acknowledge", null, key);
        assertThat(bench.pagerDuty.incident("spend-1").map(PagerDutyIncident::state))
                .contains(State.ACKNOWLEDGED);

        bench.send("pagerduty:resolve", null, key);
        assertThat(bench.pagerDuty.incident("spend-1").map(PagerDutyIncident::state))
                .contains(State.RESOLVED);

        bench.trigger("spend-1", "Again");
        assertThat(bench.pagerDuty.incidents()).hasSize(2);
    }

    @Test
    void returnsTheKeyPagerDutyMadeUp() {
        Exchange sent = bench.send("pagerduty:trigger", "No key given", Map.of());

        String key = sent.getMessage().getHeader(DEDUP_KEY, String.class);
        assertThat(bench.pagerDuty.incident(key)).isPresent();
    }

    @Test
    void recordsAChangeAndNotifiesNobody() {
        Exchange sent = bench.send(
                "pagerduty:change",
                Map.of("summary", "Tier downgraded", "source", "tocsin", "severity", "info", "rule", "cost.spike"),
                Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(bench.pagerDuty.incidents()).isEmpty();
        assertThat(bench.pagerDuty.changes()).singleElement().satisfies(change -> {
            assertThat(change.summary()).isEqualTo("Tier downgraded");
            assertThat(change.source()).isEqualTo("tocsin");
        });
    }

    @Test
    void putsUnknownFieldsOfAFlatMapIntoCustomDetails() {
        Map<String, Object> body =
                Map.of("summary", "Spike", "source", "gw-1", "timesBaseline", 12.4, "dedup_key", "spend-1");

        bench.send("pagerduty:trigger?client=Tocsin&clientUrl=https://tocsin.example.org", body, Map.of());

        assertThat(bench.pagerDuty.incident("spend-1")).hasValueSatisfying(incident -> {
            assertThat(incident.customDetails()).isEqualTo("{\"timesBaseline\":12.4}");
            assertThat(incident.source()).isEqualTo("gw-1");
        });
        assertThat(bench.pagerDuty.journal().get(0).body()).contains("\"client_url\":\"https://tocsin.example.org\"");
    }

    @Test
    void takesAWholeEventAndLetsHeadersWin() {
        Map<String, Object> event = Map.of(
                "routing_key",
                "another key that must not be used",
                "event_action",
                "resolve",
                "links",
                List.of(Map.of("href", "https://tocsin.example.org/a/1", "text", "Open")),
                "payload",
                Map.of("summary", "from the body", "source", "gw-1", "severity", "warning"));

        bench.send(
                "pagerduty:trigger", event, Map.of(DEDUP_KEY, "k", SUMMARY, "from the header", SEVERITY, "CRITICAL"));

        assertThat(bench.pagerDuty.incident("k")).hasValueSatisfying(incident -> {
            assertThat(incident.summary()).isEqualTo("from the header");
            assertThat(incident.severity()).isEqualTo("critical");
            assertThat(incident.integration()).isEqualTo("cdef");
        });
    }

    @Test
    void takesJsonTextAndBeans() {
        bench.send("pagerduty:trigger", "{\"summary\":\"json\",\"dedup_key\":\"a\"}", Map.of());
        bench.send("pagerduty:trigger", new Page("bean", "b"), Map.of());

        assertThat(bench.pagerDuty.incidents())
                .extracting(PagerDutyIncident::summary)
                .containsExactly("json", "bean");
    }

    @Test
    void keepsEventsWithinPagerDutysLimits() {
        String longKey = "k".repeat(300);
        Map<String, Object> body = Map.of("summary", "🚨".repeat(2_000), "detail", "x".repeat(600_000));

        Exchange sent = bench.send("pagerduty:trigger", body, Map.of(DEDUP_KEY, longKey));
        bench.send("pagerduty:resolve", null, Map.of(DEDUP_KEY, longKey));

        assertThat(sent.getException()).isNull();
        assertThat(bench.pagerDuty.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(State.RESOLVED);
            assertThat(incident.customDetails()).contains("were left out");
        });
    }

    /** A body that is neither a map nor text. */
    record Page(String summary, String dedup_key) {}
}
