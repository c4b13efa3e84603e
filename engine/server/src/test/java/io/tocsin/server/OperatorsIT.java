// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators and their tools call. */
class OperatorsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerFixture fixture = new ServerFixture();

    @BeforeEach
    void fill() {
        fixture.engine.alerts.put("a1", Examples.spike("a1", AlertState.FIRING));
        fixture.engine.alerts.put("a2", Examples.live("a2", AlertState.ACKNOWLEDGED, Examples.latency()));
        fixture.engine.alerts.put("a3", Examples.spike("a3", AlertState.RESOLVED));
        fixture.engine.runs.put("r/1", Examples.run("r/1", RunbookRun.State.AWAITING_APPROVAL));
        fixture.engine.flags.put("llm.tier.search", Examples.tier());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void listsAlertsByStateRuleAndSeverity() throws IOException {
        // Then
        assertThat(ids("/api/v1/alerts")).isEqualTo("a1 a2 a3 ");
        assertThat(ids("/api/v1/alerts?state=open")).isEqualTo("a1 a2 ");
        assertThat(ids("/api/v1/alerts?state=resolved")).isEqualTo("a3 ");
        assertThat(ids("/api/v1/alerts?severity=warning")).isEqualTo("a2 ");
        assertThat(ids("/api/v1/alerts?state=open&rule=cost.hourly-spend-spike"))
                .isEqualTo("a1 ");
    }

    @Test
    void saysWhichStatesThereAre() throws IOException {
        // When
        RawHttp.Answer answer = fixture.get("/api/v1/alerts?state=fireing");
        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"state\"").contains("firing");
    }

    @Test
    void showsOneAlertWithItsNumbers() throws IOException {
        // When
        JsonNode alert = json("/api/v1/alerts/a1");
        // Then
        assertThat(alert.at("/evidence/0/actual").asDouble()).isEqualTo(10.8);
        assertThat(alert.at("/evidence/0/threshold").asDouble()).isEqualTo(10);
        assertThat(alert.at("/scope/kind").asText()).isEqualTo("team");
        assertThat(alert.at("/acknowledgedBy").isNull()).isTrue();
        assertThat(alert.at("/timeline/1/kind").asText()).isEqualTo("paged");
        assertThat(fixture.get("/api/v1/alerts/none").status()).isEqualTo(404);
    }

    @Test
    void givesCommandsInTheNameOfTheCaller() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/alerts/a1/acknowledge", "{\"by\":\"anna\"}");
        fixture.post("/api/v1/runs/r%2F1/approve", "{\"by\":\"anna\"}");
        fixture.post("/api/v1/runs/r%2F1/deny", "{\"by\":\"ben\"}");
        fixture.post("/api/v1/runs/r%2F1/revert", "{\"by\":\"ben\"}");
        fixture.post("/api/v1/automation/stop", "{\"by\":\"cleo\",\"reason\":\"drill\"}");
        fixture.post("/api/v1/automation/release", "{\"by\":\"cleo\"}");
        // Then
        assertThat(answer.body()).isEqualTo("{\"ok\":true,\"message\":\"done\"}");
        assertThat(fixture.engine.commands)
                .containsExactly(
                        new Command.Acknowledge("a1", "anna"),
                        new Command.Approve("r/1", "anna"),
                        new Command.Deny("r/1", "ben"),
                        new Command.Revert("r/1", "ben"),
                        new Command.Stop("drill", "cleo"),
                        new Command.Release("cleo"));
    }

    @Test
    void givesNoCommandWithoutANameOrTarget() throws IOException {
        // Then
        assertThat(fixture.post("/api/v1/automation/stop", "{}").body()).contains("\"field\":\"by\"");
        assertThat(fixture.post("/api/v1/automation/stop", "{\"by\":\"a\\nb\"}").status())
                .isEqualTo(422);
        assertThat(fixture.post("/api/v1/automation/stop", "[").status()).isEqualTo(400);
        assertThat(fixture.post("/api/v1/automation/stop", Map.of("Content-Type", "text/plain"), new byte[2])
                        .status())
                .isEqualTo(415);
        assertThat(fixture.post("/api/v1/alerts/none/acknowledge", "{\"by\":\"anna\"}")
                        .status())
                .isEqualTo(404);
        assertThat(fixture.post("/api/v1/runs/none/approve", "{\"by\":\"anna\"}")
                        .status())
                .isEqualTo(404);
        assertThat(fixture.engine.commands).isEmpty();
    }

    @Test
    void passesOnWhyTheEngineSaidNo() throws IOException {
        // Given
        fixture.engine.answer = new Engine.CommandResult(false, "the approval came too late");
        // When
        RawHttp.Answer refused = fixture.post("/api/v1/runs/r%2F1/approve", "{\"by\":\"anna\"}");
        fixture.engine.failure = new IllegalStateException("stopping");
        RawHttp.Answer failed = fixture.post("/api/v1/runs/r%2F1/approve", "{\"by\":\"anna\"}");
        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("the approval came too late");
        assertThat(failed.status()).isEqualTo(503);
    }

    @Test
    void showsRunsFlagsAndTheLedger() throws IOException {
        // Given
        fixture.post("/api/v1/events", "{\"id\":\"a\"}");
        // Then
        assertThat(json("/api/v1/runs").at("/runs/0/state").asText()).isEqualTo("awaiting-approval");
        assertThat(json("/api/v1/runs/r%2F1").at("/effect").asText()).contains("economy");
        assertThat(json("/api/v1/flags").at("/flags/0/expiresAt").asText()).isEqualTo("2026-11-24T04:10:00Z");
        JsonNode ledger = json("/api/v1/ledger");
        assertThat(ledger.at("/accepted").asLong()).isEqualTo(1);
        assertThat(ledger.at("/settled").asBoolean()).isTrue();
        assertThat(ledger.at("/outcomes/no-match").asLong()).isEqualTo(1);
    }

    @Test
    void showsDeadLettersOrSaysThatThereAreNone() throws IOException {
        // Given
        fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, "{\"alerts\":");
        // Then
        assertThat(json("/api/v1/dead-letters").at("/deadLetters/0/reason").asText())
                .isEqualTo("not JSON at byte 7");
        fixture.engine.keepsLetters = false;
        assertThat(fixture.get("/api/v1/dead-letters").status()).isEqualTo(501);
    }

    private String ids(String path) throws IOException {
        StringBuilder ids = new StringBuilder();
        json(path)
                .get("alerts")
                .forEach(alert -> ids.append(alert.get("id").asText()).append(' '));
        return ids.toString();
    }

    private JsonNode json(String path) throws IOException {
        RawHttp.Answer answer = fixture.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
