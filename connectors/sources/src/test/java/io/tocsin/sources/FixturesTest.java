// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.signal.SignalCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Payloads captured from real tools, kept outside the product, land in exactly the fields they should. The table
 * {@code fixtures.table} says for each file what becomes of it, or why it is not a payload that anybody sends.
 */
class FixturesTest {
    private static final Path NONE = Path.of("nowhere");

    /** One row: a file, what wraps it, the door, and what is expected of it. */
    record Row(String file, String door, String wrap, List<String> expected) {}

    static Stream<Row> payloads() throws IOException {
        return table().values().stream().filter(row -> !row.door().equals("none"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void landsInTheRightFields(Row row) throws IOException {
        Path file = fixtures().resolve(row.file());
        assumeTrue(Files.exists(file), "the captured payloads are not here");
        // When
        Reading reading = Wraps.read(row, Files.readString(file));
        // Then
        assertThat(lines(reading)).containsExactlyElementsOf(row.expected());
    }

    @Test
    void leavesNoFileUnexplained() throws IOException {
        assumeTrue(Files.isDirectory(fixtures()), "the captured payloads are not here");
        assertThat(new TreeSet<>(files())).isEqualTo(new TreeSet<>(table().keySet()));
    }

    @Test
    void givesAReasonForEveryFileThatIsNotAPayload() throws IOException {
        assertThat(table().values())
                .filteredOn(row -> row.door().equals("none"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(String.join("", row.expected())).hasSizeGreaterThan(10));
    }

    private static List<String> lines(Reading reading) {
        return reading.match(new Reading.Cases<>() {
            @Override
            public List<String> understood(Reading.Understood understood) {
                List<String> lines = new ArrayList<>(new String(SignalCodec.write(understood.signals()), UTF_8)
                        .lines()
                        .toList());
                if (understood.rejected() > 0) {
                    lines.add("rejected " + understood.rejected() + ": " + understood.reason());
                }
                return lines;
            }

            @Override
            public List<String> orders(Reading.Orders orders) {
                return orders.commands().stream().map(Object::toString).toList();
            }

            @Override
            public List<String> rejected(Reading.Rejected rejected) {
                return List.of("refused " + rejected.problem().status() + " "
                        + rejected.problem().detail());
            }

            @Override
            public List<String> deadLetter(Reading.DeadLetter letter) {
                return List.of("dead letter: " + letter.problem().detail());
            }
        });
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(fixtures())) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> fixtures().relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static Map<String, Row> table() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        Row current = null;
        for (String line : text().lines().toList()) {
            if (line.startsWith("== ")) {
                String[] words = line.substring(3).split(" ");
                current = new Row(words[0], words[1], words.length > 2 ? words[2] : "", new ArrayList<>());
                rows.put(current.file(), current);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                Objects.requireNonNull(current).expected().add(line);
            }
        }
        return rows;
    }

    private static String text() throws IOException {
        try (InputStream stream = FixturesTest.class.getResourceAsStream("/fixtures.table")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
        }
    }

    private static Path fixtures() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path fixtures = folder.resolve("shared/fixtures");
            if (Files.isDirectory(fixtures)) {
                return fixtures;
            }
        }
        return NONE;
    }
}
