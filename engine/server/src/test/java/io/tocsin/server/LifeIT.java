// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.pipeline.ledger.InMemoryLedger;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Starting, standing ready and stopping. */
class LifeIT {
    @Test
    void isHealthyBeforeItIsReady() throws IOException {
        // Given
        try (ServerFixture fixture = new ServerFixture()) {
            fixture.engine.ready = false;
            // When
            RawHttp.Answer ready = fixture.get("/-/ready");
            // Then
            assertThat(fixture.get("/-/healthy").status()).isEqualTo(200);
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("starting, recovering or stopping");
            fixture.engine.ready = true;
            assertThat(fixture.get("/-/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void saysWhereItCannotListen() {
        // Given
        try (ServerFixture fixture = new ServerFixture();
                FakeEngine engine = new FakeEngine()) {
            ServerSettings taken = ServerSettings.defaults().listeningOn("127.0.0.1", fixture.port());
            // Then
            assertThatThrownBy(() -> Server.start(
                            taken,
                            engine,
                            new InMemoryLedger(Clock.systemUTC()),
                            Map.of("nativeevents", new FakeDoor(false)),
                            ServerFixture.ADVISOR,
                            Clock.systemUTC()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + fixture.port());
            assertThat(engine.listeners).isEmpty();
        }
    }

    @Test
    void leavesNoThreadBehind() {
        // Given
        new ServerFixture().close();
        // Then: a thread that has nothing left to do may still be on its way out
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("vert.x-eventloop") && thread.isAlive()));
    }

    @Test
    void exportsItsOwnAndTheEnginesFigures() throws IOException {
        // Given
        try (ServerFixture fixture = new ServerFixture()) {
            fixture.post("/api/v1/events", "[{\"id\":\"a\"},{\"id\":\"b\"}]");
            // When
            RawHttp.Answer answer = fixture.get("/metrics");
            // Then
            assertThat(answer.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
            assertThat(answer.body())
                    .contains("tocsin_events_received_total{source=\"nativeevents\",} 2.0")
                    .contains("# TYPE tocsin_rule_firings_total counter")
                    .contains("tocsin_rule_firings_total{rule=\"cost.hourly-spend-spike\",} 2.0")
                    .contains("tocsin_queue_depth 3.0")
                    .contains("tocsin_http_requests_total{route=\"/api/v1/events\",code=\"202\",} 1.0")
                    .doesNotContain("_created");
        }
    }
}
