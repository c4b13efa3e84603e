// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.replay.Repository;
import io.tocsin.app.terminal.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--rules", Repository.rulesFolder().toString()));
        all.addAll(List.of("--runbooks", Repository.runbooksFolder().toString()));
        return new CommandLine(new DemoCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    Failure failure = (Failure) thrown;
                    err.write(failure.getMessage() + "\n" + failure.hint());
                    return failure.code();
                })
                .execute(all.toArray(String[]::new));
    }

    private String record(String seed) {
        out.getBuffer().setLength(0);
        assertThat(run("-o", "json", "--seed", seed)).isZero();
        return out.toString();
    }

    @Test
    void printsTheSameRecordForTheSameSeedAndAnotherForAnother() throws JsonProcessingException {
        // When
        String first = record("7");
        String second = record("7");
        String other = record("11");

        // Then
        assertThat(first).isEqualTo(second);
        assertThat(other).isNotEqualTo(first);
        JsonNode record = new ObjectMapper().readTree(first);
        assertThat(record.path("seed").asLong()).isEqualTo(7);
        assertThat(record.at("/alerts/2/scope").asText()).isEqualTo("team=search");
        assertThat(record.at("/pages/4/receiver").asText()).isEqualTo("pagerduty");
        assertThat(record.at("/pages/4/title").asText()).isEqualTo("CRIT  Spend 10x normal: team=search");
        assertThat(record.at("/runs/0/verified").asText()).isEqualTo("effective");
        assertThat(record.at("/runs/0/dryRun").asBoolean()).isTrue();
        assertThat(record.at("/ledger/accepted").asLong()).isGreaterThan(30_000);
        assertThat(record.path("savedUsd").isNumber()).isTrue();
        assertThat(record.path("missing")).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void servesTheConsoleAndSaysSoWhenItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            int code = run("--speed", "max", "--port", String.valueOf(taken.getLocalPort()));

            // Then
            assertThat(code).isEqualTo(1);
            assertThat(err.toString())
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort(), "--port", "--no-server");
        }
    }

    @Test
    void refusesASpeedThatIsNone() {
        assertThat(run("--speed", "warp")).isEqualTo(2);
        assertThat(err.toString()).contains("--speed must be max or a number such as 200x, was warp");
    }
}
