// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    private static final LocalDate PRICES_OF = LocalDate.parse("2026-11-01");
    private static final String HEAD = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private static final long SEED = 7;

    /** US dollars per million tokens in and out, from the providers' price lists. */
    private static final Map<String, int[]> USD = Map.of(
            "claude-haiku-4-5", new int[] {1, 5},
            "claude-sonnet-5", new int[] {3, 15},
            "claude-opus-5", new int[] {5, 25});

    @TempDir
    private Path folder;

    private ReplayReport replayCsv(Path file) throws IOException {
        try (TraceFile trace = new TraceFile(file)) {
            CsvFormat format = new CsvFormat(
                    CsvHeader.of(trace.next().orElseThrow()),
                    Repository.rules().policy().prices(),
                    PRICES_OF,
                    new Casting(SEED));
            return new Replay(Repository.rules(), Pace.max()).run(trace, format, Optional.empty(), new Quiet());
        }
    }

    private ReplayReport replayEvents(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("events.ndjson"), text);
        try (TraceFile trace = new TraceFile(file)) {
            NdjsonFormat format = new NdjsonFormat(Repository.rules().policy().prices());
            return new Replay(Repository.rules(), Pace.max()).run(trace, format, Optional.empty(), new Quiet());
        }
    }

    /** The cost of a trace without any code of the product but the assignment of models. */
    private static BigDecimal plainly(List<String> lines) {
        BigDecimal micros = BigDecimal.ZERO;
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).strip().split(",");
            if (cells.length == 3 && cells[1].matches("\\d+") && cells[2].matches("\\d+") && cells[0].startsWith("2")) {
                int[] usd = USD.get(new Casting(SEED).role(i + 1, Instant.EPOCH).model());
                micros = micros.add(BigDecimal.valueOf(Long.parseLong(cells[1]) * usd[0]))
                        .add(BigDecimal.valueOf(Long.parseLong(cells[2]) * usd[1]));
            }
        }
        return micros.movePointLeft(6).setScale(2, RoundingMode.HALF_UP);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsEveryRowOnceAndEveryCentAmongOddRows(long seed) throws IOException {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of(HEAD));
        List<Long> bad = new ArrayList<>();
        Instant at = Instant.parse("2023-11-16T18:17:03Z");
        int rows = 0;
        for (int i = 0; i < 400; i++) {
            int kind = random.nextInt(20);
            at = at.plusMillis(random.nextInt(4_000));
            String time = at.toString().replace('T', ' ').replace("Z", "");
            if (kind == 0) {
                lines.add("");
            } else if (kind == 1) {
                lines.add("never," + i + ",1");
                bad.add((long) lines.size());
            } else if (kind == 2) {
                lines.add(time + ",12");
                bad.add((long) lines.size());
            } else {
                lines.add(time + "," + random.nextInt(9_000) + "," + random.nextInt(600));
                rows++;
            }
        }
        String ending = seed % 2 == 0 ? "\n" : "\r\n";
        Path file = Files.writeString(folder.resolve("odd.csv"), String.join(ending, lines));

        // When
        ReplayReport report = replayCsv(file);

        // Then
        assertThat(report.rows()).isEqualTo(rows);
        assertThat(report.accepted()).isEqualTo(rows);
        assertThat(report.duplicates() + report.late() + report.lost()).isZero();
        assertThat(report.badRows()).extracting(TraceRow.Bad::line).containsExactlyElementsOf(bad);
        assertThat(report.usd()).isEqualTo(plainly(lines));
    }

    @Test
    void replaysTheRealTraceToTheCent() throws IOException {
        // Given
        Optional<Path> trace = Repository.above("shared/fixtures/traces/azure-llm-inference-2023-code.csv");
        assumeTrue(trace.isPresent(), "the trace is not beside this checkout");

        // When
        ReplayReport report = replayCsv(trace.orElseThrow());

        // Then
        assertThat(report.rows()).isEqualTo(8_819);
        assertThat(report.accepted()).isEqualTo(8_819);
        assertThat(report.lost()).isZero();
        assertThat(report.bad()).isZero();
        assertThat(report.usd()).isEqualTo(plainly(Files.readAllLines(trace.orElseThrow())));
    }

    @Test
    void takesRowsThatSwappedPlacesAndReportsThoseThatAreAnHourBehind() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("late.csv"), """
                TIMESTAMP,ContextTokens,GeneratedTokens
                2023-11-16 18:00:00.9,1000,10
                2023-11-16 18:00:00.1,1000,10
                2023-11-16 20:00:00,1000,10
                2023-11-16 19:30:00,1000,10
                2023-11-16 18:30:00,1000,10
                """);

        // When
        ReplayReport report = replayCsv(file);

        // Then
        assertThat(report.rows()).isEqualTo(5);
        assertThat(report.accepted()).isEqualTo(5);
        assertThat(report.late()).isEqualTo(1);
        assertThat(report.lost()).isZero();
        assertThat(report.usd()).isEqualTo(plainly(Files.readAllLines(file).subList(0, 5)));
    }

    @Test
    void refusesARowThatWouldMakeTheClockRunForWeeks() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("year.csv"), """
                TIMESTAMP,ContextTokens,GeneratedTokens
                2023-11-16 18:00:00,1000,10
                2032-11-16 18:00:01,1000,10
                2023-11-16 18:00:02,1000,10
                """);

        // When
        ReplayReport report = replayCsv(file);

        // Then
        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.badRows()).extracting(TraceRow.Bad::line).containsExactly(3L);
    }

    @Test
    void firesTheRulesOfTheTrace() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("bloat.csv"), """
                TIMESTAMP,ContextTokens,GeneratedTokens
                2023-11-16 18:00:00,49999,10
                2023-11-16 18:00:01,60000,10
                """);

        // Then
        assertThat(replayCsv(file).alerts()).isEqualTo(Map.of("cost.context-bloat", 1L));
    }

    @Test
    void replaysEventsWithTheirOwnTimesIdsAndCosts() throws IOException {
        // Given
        String call = "{\"type\":\"llm_call\",\"id\":\"%s\",\"at\":\"2026-11-16T18:00:0%dZ\",\"team\":\"search\","
                + "\"model\":\"claude-haiku-4-5\",\"tokens\":{\"input\":1000,\"output\":100},\"costUsd\":0.25}\n";

        // When
        ReplayReport report = replayEvents(call.formatted("a", 1)
                + call.formatted("b", 2)
                + call.formatted("a", 1)
                + "{\"type\":\"llm_call\",\"model\":\"claude-haiku-4-5\",\"tokens\":{\"input\":1}}\n"
                + "not json\n");

        // Then
        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.lost()).isZero();
        assertThat(report.usd()).isEqualTo("0.50");
        assertThat(report.from()).isEqualTo("2026-11-16T18:00:01Z");
        assertThat(report.badRows()).extracting(TraceRow.Bad::line).containsExactly(4L, 5L);
    }

    @Test
    void reportsAnEmptyTraceAsEmpty() throws IOException {
        // When
        ReplayReport report = replayCsv(Files.writeString(folder.resolve("empty.csv"), HEAD));

        // Then
        assertThat(report.rows()).isZero();
        assertThat(report.usd()).isEqualTo("0.00");
        assertThat(report.from()).isNull();
    }

    private static final class Quiet implements Progress {
        @Override
        public void at(long bytes, long rows) {}

        @Override
        public void close() {}
    }
}
