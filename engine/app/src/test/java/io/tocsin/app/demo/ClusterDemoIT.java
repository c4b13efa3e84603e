// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.replay.Repository;
import io.tocsin.app.terminal.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Three real members, one of which dies. */
class ClusterDemoIT {
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

    @Test
    void losesNoSignalAndPagesNobodyTwiceWhenAMemberIsKilled() throws JsonProcessingException {
        // Given
        Instant before = Instant.now();

        // When
        int code = run("--cluster", "3", "--headless", "-o", "json");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(60));
        JsonNode record = new ObjectMapper().readTree(out.toString());
        assertThat(record.path("members").asInt()).isEqualTo(3);
        assertThat(record.path("killed").asText()).startsWith("member-");
        assertThat(record.path("sent").asLong()).isGreaterThan(100);
        assertThat(record.path("accepted").asLong())
                .isEqualTo(record.path("sent").asLong());
        assertThat(record.path("lost").asLong()).isZero();
        assertThat(record.path("countedTwice").asLong()).isZero();
        assertThat(record.path("alertOpen").asBoolean()).isTrue();
        String alert = record.path("alert").asText();
        assertThat(record.path("pages")).allSatisfy(page -> {
            assertThat(page.path("action").asText()).isEqualTo("trigger");
            assertThat(page.path("dedupKey").asText()).isEqualTo(alert);
        });
        // A loop may be posted before it is fast enough to wake somebody; it wakes once.
        assertThat(record.path("pages"))
                .extracting(page -> page.path("receiver").asText())
                .doesNotHaveDuplicates()
                .contains("pagerduty")
                .isSubsetOf("pagerduty", "slack");
        assertThat(record.path("takeoverSeconds").asDouble()).isPositive();
        assertThat(record.path("returnSeconds").asDouble()).isPositive();
        assertThat(record.at("/ledger/outcomes/late").isMissingNode()).isTrue();
        assertThat(record.path("missing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void isToldWithThreeMembersOnly(int members) {
        assertThat(run("--cluster", String.valueOf(members))).isEqualTo(2);
        assertThat(err.toString()).contains("--cluster must be 3, was " + members);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--speed=max", "--port=7421", "--no-server"})
    void refusesWhatItCannotHonour(String option) {
        assertThat(run("--cluster", "3", option)).isEqualTo(2);
        assertThat(err.toString()).contains("does not go with --cluster");
    }
}
