// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.terminal.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--rules", Repository.rulesFolder().toString()));
        return new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    Failure failure = (Failure) thrown;
                    err.write(failure.getMessage());
                    return failure.code();
                })
                .execute(all.toArray(String[]::new));
    }

    private String trace() throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), """
                        TIMESTAMP,ContextTokens,GeneratedTokens
                        2023-11-16 18:00:00,1000000,0
                        oops
                        2023-11-16 18:00:01,1000000,0
                        """).toString();
    }

    @Test
    void printsOneJsonObjectAndNothingElse() throws IOException {
        // When
        int code = run(trace(), "-o", "json", "--seed", "3");

        // Then
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(code).isZero();
        assertThat(report.path("rows").asInt()).isEqualTo(2);
        assertThat(report.path("accepted").asInt()).isEqualTo(2);
        assertThat(report.path("lost").asInt()).isZero();
        assertThat(report.path("badRows").path(0).path("line").asInt()).isEqualTo(3);
        assertThat(report.path("usd").isNumber()).isTrue();
        assertThat(out.toString()).containsPattern("\"usd\" : \\d+\\.\\d\\d,");
        assertThat(report.path("assumptions").toString()).contains("as of 2");
    }

    @Test
    void readsTheStandardInput() throws IOException {
        // Given
        InputStream before = System.in;
        int code;

        // When
        try (InputStream in = Files.newInputStream(Path.of(trace()))) {
            System.setIn(in);
            code = run("-", "-o", "json");
        } finally {
            System.setIn(before);
        }

        // Then
        assertThat(code).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).path("rows").asInt())
                .isEqualTo(2);
    }

    @Test
    void tellsPeopleWhatWasAssumedAndWhichLinesWereNotRead() throws IOException {
        // When
        int code = run(trace(), "--prices-as-of", "2026-10-01");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("2 rows", "line 3: must have 3 cells, has 1", "as of 2026-10-01")
                .contains("2 accepted, 0 duplicates, 0 lost");
    }

    @Test
    void saysWhichFileOrSpeedItCannotUse() throws IOException {
        assertThat(run("/nowhere.csv")).isEqualTo(1);
        assertThat(run(trace(), "--speed", "fast")).isEqualTo(2);
        assertThat(run(Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("/nowhere.csv cannot be read", "was fast", "x.csv:1: expected the columns");
    }
}
