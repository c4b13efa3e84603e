// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.pipeline.Engine;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Alertmanager API v2 as Prometheus and amtool use it. */
class AlertmanagerApiIT {
    private final ServerFixture fixture = new ServerFixture();

    @BeforeEach
    void alerts() {
        for (LiveAlert live : new LiveAlert[] {
            Examples.spike("firing-1", AlertState.FIRING),
            Examples.live("taken-1", AlertState.ACKNOWLEDGED, Examples.latency()),
            Examples.spike("over-1", AlertState.RESOLVED)
        }) {
            fixture.engine.alerts.put(live.id(), live);
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void takesPostedAlertsWithAnEmptyAnswer() throws IOException {
        RawHttp.Answer answer = fixture.post("/api/v2/alerts", "[{\"id\":\"a\"},{\"id\":\"b\"}]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(fixture.engine.accepted).hasSize(2);
    }

    @Test
    void refusesInOneSentenceThatAmtoolCanRead() throws IOException {
        // When
        RawHttp.Answer partly = fixture.post("/api/v2/alerts", "[{\"id\":\"a\"},{\"bad\":1}]");
        RawHttp.Answer malformed = fixture.post("/api/v2/alerts", "{");
        RawHttp.Answer text =
                fixture.post("/api/v2/alerts", Map.of("Content-Type", "text/plain"), new byte[] {'[', ']'});
        fixture.engine.failure = new Engine.Overloaded("full");
        RawHttp.Answer overloaded = fixture.post("/api/v2/alerts", "[{\"id\":\"c\"}]");
        // Then
        assertThat(partly.status()).isEqualTo(400);
        assertThat(partly.body()).isEqualTo("\"1 alerts were not taken: a record has no id; the others were taken\"");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body()).startsWith("\"not JSON");
        assertThat(text.status()).isEqualTo(415);
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.headers())
                .containsEntry("retry-after", "1")
                .containsEntry("content-type", "application/json");
    }

    @Test
    void showsOpenAlertsInTheFormOfTheApi() throws IOException {
        // When
        JsonNode alerts = json("/api/v2/alerts");
        // Then
        assertThat(alerts).hasSize(2);
        JsonNode alert = alerts.get(0);
        assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("cost.hourly-spend-spike");
        assertThat(alert.path("labels").path("severity").asText()).isEqualTo("critical");
        assertThat(alert.path("labels").path("team").asText()).isEqualTo("search");
        assertThat(alert.path("annotations").path("summary").asText()).startsWith("Spend 10.8x normal");
        assertThat(alert.path("status").path("state").asText()).isEqualTo("active");
        assertThat(alert.path("status").path("silencedBy").isArray()).isTrue();
        assertThat(alert.path("receivers").isArray()).isTrue();
        assertThat(alert.path("fingerprint").asText()).hasSize(16);
        assertThat(alert.path("startsAt").asText()).isEqualTo(Examples.START.toString());
        assertThat(alert.path("endsAt").asText())
                .isEqualTo(FakeEngine.NOW.plusSeconds(300).toString());
        assertThat(alert.path("generatorURL").asText()).endsWith("/alerts/firing-1");
    }

    @ParameterizedTest
    @CsvSource({
        "alertname=\"cost.hourly-spend-spike\", 1",
        "alertname=cost.hourly-spend-spike, 1",
        "severity!=\"critical\", 1",
        "team=~\"sea.*|chat\", 1",
        "team=~\"sea\", 0",
        "team!~\"sea.*\", 1",
        "absent=\"\", 2",
        "alertname=\"nothing\", 0"
    })
    void filtersByMatchers(String matcher, int found) throws IOException {
        assertThat(json("/api/v2/alerts?filter=" + encoded(matcher))).hasSize(found);
    }

    @Test
    void filtersByEveryMatcher() throws IOException {
        String two = "?filter=" + encoded("team=\"search\"") + "&filter=" + encoded("severity=\"warning\"");
        assertThat(json("/api/v2/alerts" + two)).isEmpty();
        assertThat(json("/api/v2/alerts?active=false")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=x", "a", "a=~\"(\"", "a=\"x", "a<b"})
    void refusesAMatcherItCannotRead(String matcher) throws IOException {
        RawHttp.Answer answer = fixture.get("/api/v2/alerts?filter=" + encoded(matcher));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("\"").endsWith("\"").contains("matcher");
    }

    @Test
    void anExpressionTakesNoLongerThanItsLabelIsLong() throws IOException {
        assertThat(json("/api/v2/alerts?filter=" + encoded("alertname=~\"(([a-z.-]+)+)+#\"")))
                .isEmpty();
    }

    @Test
    void tellsItsStatus() throws IOException {
        JsonNode status = json("/api/v2/status");
        assertThat(status.path("cluster").path("status").asText()).isEqualTo("disabled");
        assertThat(status.path("versionInfo").path("version").asText()).isNotEmpty();
        assertThat(status.path("config").path("original").asText()).contains("Tocsin");
        assertThat(status.path("uptime").asText()).endsWith("Z");
    }

    @Test
    void saysThatSilencesAreNotServed() throws IOException {
        RawHttp.Answer answer = fixture.get("/api/v2/silences");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body()).startsWith("\"silences are not served here");
        assertThat(fixture.post("/api/v2/silences", "{}").status()).isEqualTo(501);
    }

    private JsonNode json(String path) throws IOException {
        RawHttp.Answer answer = fixture.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
