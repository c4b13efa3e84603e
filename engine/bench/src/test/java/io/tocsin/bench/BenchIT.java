// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.bench.subject.DiscardingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every subject that can run by itself runs, for a moment. */
class BenchIT {
    private static final List<String> SHORT = List.of("--warmup", "0.1", "--seconds", "0.2", "-o", "json");

    private final StringWriter out = new StringWriter();

    @Test
    void measuresTheBareParts() throws Exception {
        int exit = run("bare-json", "bare-journal", "bare-vertx");

        assertThat(exit).as(out.toString()).isZero();
        Map<String, Double> figures = figures();
        assertThat(figures.get("parse per event")).isBetween(0.1, 200.0);
        assertThat(figures)
                .containsKeys("commits of 1: per batch", "commits of 8: per batch", "commits of 64: commit p99");
        assertThat(figures.get("batch 100: accepted")).isGreaterThan(1_000);
        assertThat(figures.get("batch 1: not accepted")).isZero();
        assertThat(figures.get("batch 1: server CPU")).isPositive();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void measuresAServerThatACommandStartsAndHoldsItToTheLimits() throws Exception {
        int exit = run("throughput", "--connections", "1", "--command", server());

        assertThat(figures().get("batch 1: accepted")).isPositive();
        assertThat(out.toString()).contains("\"limit\":\">= 80000.0\"", "\"limit\":\">= 8000.0\"");
        assertThat(exit).as(out.toString()).isEqualTo(out.toString().contains("\"holds\":false") ? 1 : 0);
    }

    @Test
    void measuresANodeAndClustersOfThreeSizesUnderTheSameLoad() throws Exception {
        run("cluster", "--connections", "3", "--command", java(QuietMember.class) + " {port} '{config}'");

        Map<String, Double> figures = figures();
        for (String size : List.of("node", "1 member", "2 members", "3 members")) {
            assertThat(figures.get("batch 100: accepted, " + size)).as(size).isPositive();
            assertThat(figures.get("100,000 users: not accepted, " + size))
                    .as(size)
                    .isZero();
        }
        assertThat(figures).containsKeys("batch 100: server CPU, 3 / 1", "bare journal, commits of 1: CPU per event");
        assertThat(out.toString()).contains("\"limit\":\"<= 14.0\"", "\"limit\":\"<= 46.0\"", "\"limit\":\"<= 102.0\"");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void countsEveryCentThatIsGivenAboveTheBudget() throws Exception {
        int exit = run("admission", "--command", java(QuietMember.class) + " {port} '{config}'");

        Map<String, Double> figures = figures();
        for (String size : List.of("node", "3 members")) {
            double granted = figures.getOrDefault("scarce, " + size + ": granted of 500", 0.0);
            assertThat(granted).isGreaterThan(500);
            assertThat(figures).containsEntry("scarce, " + size + ": overspent", granted - 500);
            assertThat(figures).containsEntry("scarce, " + size + ": not answered", 0.0);
        }
        assertThat(out.toString()).contains("\"limit\":\"<= 5.0\"", "\"limit\":\">= 5000.0\"");
        assertThat(exit).isEqualTo(1);
        assertThat(leftovers()).isEmpty();
    }

    private static String server() {
        return java(DiscardingServer.class) + " {port}";
    }

    private static String java(Class<?> main) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'" + java + "' -cp '" + System.getProperty("java.class.path") + "' " + main.getName();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-such-subject", "throughput --rate 0", "bare-json -o yaml", "idle", "cluster --command true"})
    void endsWithAnErrorCodeOnWrongUse(String arguments) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    }

    @Test
    void saysSoWhenTheServerEndsAtOnce() {
        assertThat(run("throughput", "--command", "false")).isEqualTo(1);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("-o")) {
            all.addAll(SHORT);
        }
        return Bench.run(all.toArray(String[]::new), new PrintWriter(out, true));
    }

    private Map<String, Double> figures() throws IOException {
        Map<String, Double> figures = new HashMap<>();
        for (String line :
                out.toString().lines().filter(text -> !text.isBlank()).toList()) {
            for (JsonNode figure : new ObjectMapper().readTree(line).path("figures")) {
                figures.put(figure.path("name").asText(), figure.path("value").asDouble());
            }
        }
        return figures;
    }

    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(file -> file.getFileName().toString().startsWith("bench-"))
                    .toList();
        }
    }
}
