// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.house;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that say which test proves what name tests that exist. */
class NamedTestsTest {
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*(?:Test|IT))#(\\w+)\\b");

    @ParameterizedTest
    @CsvSource({"connectors/sources/src/test/TRAPS.md, 90", "engine/server/src/test/BAD-INPUT.md, 33"})
    void everyTestThatIsNamedExists(String table, int least) throws IOException {
        // Given
        Map<String, String> tests = tests();

        // When
        var named = NAMED.matcher(Files.readString(SourceTree.root().resolve(table)))
                .results()
                .toList();

        // Then
        assertThat(named).hasSizeGreaterThanOrEqualTo(least);
        assertThat(named)
                .filteredOn(name -> !exists(tests, name))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private static boolean exists(Map<String, String> tests, MatchResult name) {
        return tests.getOrDefault(name.group(1) + ".java", "").contains("void " + name.group(2) + "(");
    }

    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(SourceTree.root())) {
            return files.filter(file -> file.toString().contains("src/test/java"))
                    .filter(file -> file.toString().endsWith("Test.java")
                            || file.toString().endsWith("IT.java"))
                    .collect(toMap(file -> file.getFileName().toString(), NamedTestsTest::text, String::concat));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
