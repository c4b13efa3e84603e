// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.store.Commit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What monitoring tools push, with the key in the path. */
class WebhooksIT {
    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void takesWhatCarriesAKey() throws IOException {
        // Then
        assertThat(fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, "{\"id\":\"a\"}")
                        .body())
                .isEqualTo("{\"accepted\":1,\"ids\":[\"a\"]}");
        assertThat(fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY + "new", "{\"id\":\"b\"}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void refusesWrongKeysAndUnknownSources() throws IOException {
        // Then
        assertThat(fixture.post("/webhooks/alertmanager/wrong-key", "{\"id\":\"a\"}")
                        .status())
                .isEqualTo(401);
        assertThat(fixture.post("/webhooks/nothing/" + ServerFixture.KEY, "{}").status())
                .isEqualTo(404);
        assertThat(fixture.post("/webhooks/grafana/" + ServerFixture.KEY, "{}").status())
                .as("a source without a key")
                .isEqualTo(404);
        assertThat(fixture.post("/webhooks/alertmanager/%ZZ", "{}").status()).isEqualTo(401);
        assertThat(fixture.alertmanager.seen).isEmpty();
        assertThat(fixture.get("/metrics").body())
                .contains("tocsin_intake_rejected_total{source=\"alertmanager\",reason=\"key-invalid\",} 2.0");
    }

    @Test
    void hasASmallerLimit() throws IOException {
        // Given
        byte[] body = new byte[256 * 1024 + 1];
        // Then
        assertThat(fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, ServerFixture.JSON, body)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void keepsWhatItDoesNotUnderstandWithoutCredentials() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post(
                "/webhooks/alertmanager/" + ServerFixture.KEY, "{\"alert\":\"x\",\"apiToken\": \"s3cr\\\"et\",");
        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":0,\"deadLettered\":true,\"detail\":\"not JSON at byte 7\"}");
        Commit.DeadLetter letter = fixture.engine.letters.get(0);
        assertThat(letter.source()).isEqualTo("alertmanager");
        assertThat(letter.atMillis()).isEqualTo(FakeEngine.NOW.toEpochMilli());
        assertThat(new String(letter.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"alert\":\"x\",\"apiToken\": \"***\",");
    }

    @Test
    void givesTheCommandsThatPeopleGaveInTheToolThatPagedThem() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, "{\"ack\":\"alert-1\"}");
        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(fixture.engine.commands).containsExactly(new Command.Acknowledge("alert-1", "anna"));
    }

    @Test
    void acceptsACommandThatNoLongerAppliesAndAsksForOneThatWasNotApplied() throws IOException {
        // Given
        fixture.engine.answer = new Engine.CommandResult(false, "there is no open alert alert-1");
        // Then
        assertThat(fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, "{\"ack\":\"alert-1\"}")
                        .status())
                .isEqualTo(202);
        fixture.engine.failure = new IllegalStateException("disk");
        assertThat(fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, "{\"ack\":\"alert-1\"}")
                        .status())
                .isEqualTo(503);
    }

    @Test
    void letsAGatewayPushAsMuchAsAnApplication() throws IOException {
        // Given
        String call = "{\"id\":\"a\",\"messages\":\"" + "x".repeat(1 << 20) + "\"}";
        // Then
        assertThat(fixture.post("/webhooks/litellm/" + ServerFixture.KEY, call).status())
                .isEqualTo(202);
        byte[] tooMuch = new byte[(8 << 20) + 1];
        assertThat(fixture.post("/webhooks/litellm/" + ServerFixture.KEY, ServerFixture.JSON, tooMuch)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void keepsWhatADoorWouldRefuse() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post("/webhooks/statuspage/" + ServerFixture.KEY, "{\"page\":");
        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).contains("\"deadLettered\":true");
        assertThat(fixture.engine.letters).hasSize(1);
        assertThat(fixture.get("/metrics").body())
                .contains("tocsin_events_invalid_total{source=\"statuspage\",reason=\"json-malformed\",} 1.0");
    }

    @Test
    void keepsNothingThatMayHoldPrompts() throws IOException {
        // When
        fixture.post("/webhooks/litellm/" + ServerFixture.KEY, "{\"messages\":\"a prompt\"");
        // Then
        assertThat(fixture.engine.letters.get(0).body()).isEmpty();
    }
}
