// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.fakes.PagerDutyFake;
import io.tocsin.fakes.PagerDutyIncident;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose action ledger is on a server that is not there. */
class LedgerAwayIT {
    private static final Map<String, String> SECRETS =
            Map.of("PAGERDUTY_KEY", "0123456789abcdef0123456789abcdef", "LEDGER_PASSWORD", "a-secret-of-the-ledger");
    private static final String DEAR = """
            {"type":"llm.call","id":"dear-1","source":"batch","team":"legal","provider":"anthropic",\
            "model":"claude-opus-5","tokens":{"input":9000,"output":800},"costUsd":75.5,"status":200}
            """;

    @TempDir
    private Path folder;

    @Test
    void pagesAllTheSameAndSaysWithinAMinuteThatAutomationsDoNotRun() throws Exception {
        try (PagerDutyFake pagerDuty = PagerDutyFake.start(0, Clock.systemUTC())) {
            Path settings = settings(pagerDuty);
            try (NodeProcess node =
                    NodeProcess.run(SECRETS, "server", "--port", "0", "--config", settings.toString())) {
                Client client = new Client(node.awaitReady());

                // When
                assertThat(client.send(DEAR)).isEqualTo(202);

                // Then
                await().untilAsserted(() -> assertThat(pagerDuty.incidents()).hasSize(1));
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(pagerDuty.incidents())
                                .extracting(PagerDutyIncident::summary)
                                .anyMatch(summary -> summary.contains("action ledger unreachable")));
                assertThat(node.terminate()).isZero();
                assertThat(node.said()).doesNotContain("a-secret-of-the-ledger");
            }
        }
    }

    @Test
    void theDoctorSaysSo() throws Exception {
        try (PagerDutyFake pagerDuty = PagerDutyFake.start(0, Clock.systemUTC());
                NodeProcess doctor = NodeProcess.run(
                        SECRETS, "doctor", "--config", settings(pagerDuty).toString())) {
            assertThat(doctor.exitCode()).isEqualTo(1);
            assertThat(doctor.said())
                    .contains("could not reach the action ledger at jdbc:postgresql://127.0.0.1:")
                    .contains("Without it people are paged and no automation runs.")
                    .doesNotContain("a-secret-of-the-ledger")
                    .doesNotContain("Exception");
        }
    }

    private Path settings(PagerDutyFake pagerDuty) throws IOException {
        return Files.writeString(folder.resolve("tocsin.yaml"), """
                data-dir: data
                server: {port: 0}
                ledger: {url: "jdbc:postgresql://127.0.0.1:%d/tocsin", password: "${env:LEDGER_PASSWORD}"}
                receivers:
                  oncall: {type: pagerduty, routing-key: "${env:PAGERDUTY_KEY}", base-uri: "%s"}
                routes: {page: oncall}
                """.formatted(freePort(), pagerDuty.url()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
