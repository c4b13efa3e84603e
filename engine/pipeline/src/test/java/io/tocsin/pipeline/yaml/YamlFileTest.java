// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
    private static final List<String> KEYS = List.of("size", "colour", "wait", "shelves");

    @TempDir
    private Path folder;

    @Test
    void readsWhatIsRight() {
        // When
        String described = YamlFile.parse(
                "f.yaml", "size: 1_000\ncolour: red\nwait: 1h30m\nshelves: [{a: 1}, {a: 2}]", YamlFileTest::describe);
        // Then
        assertThat(described).isEqualTo("1000 red PT1H30M [1, 2]");
    }

    @Test
    void goesOnAfterAFlawAndSaysThemAllWithTheirPlaces() {
        InvalidYaml wrong = failure("""
                size: huge
                color: red
                wait: soon
                shelves:
                  - {a: 1, a: 2}
                  - 7
                """);
        assertThat(wrong.flaws())
                .extracting(Flaw::toString)
                .containsExactly("f.yaml:5:12: key 'shelves[0].a' is written twice");
        wrong = failure("""
                size: huge
                color: red
                wait: soon
                shelves:
                  - {a: 1}
                  - 7
                """);
        assertThat(wrong.flaws())
                .extracting(Flaw::toString)
                .containsExactly(
                        "f.yaml:2:1: unknown key 'color'; did you mean 'colour'?",
                        "f.yaml:1:1: size must be a whole number from 1 to 5000, was 'huge'",
                        "f.yaml:1:1: colour is missing",
                        "f.yaml:3:1: wait must be a span such as 90s, 15m or 1h30m, was 'soon'",
                        "f.yaml:6:5: shelves[1] must hold keys and values, was '7'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            size: &a 3                | f.yaml:1:1: anchors and aliases are not allowed; write the value out
            size: *a                  | f.yaml:1:7: not YAML: found undefined alias a
            size: &a [*a]             | f.yaml:1:1: anchors and aliases are not allowed; write the value out
            size: !env HOME           | f.yaml:1:1: tag !env is not allowed; remove it
            size: !!java.net.URL x    | f.yaml:1:7: not YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL
            size: !!binary aGVsbG8=   | f.yaml:1:1: tag tag:yaml.org,2002:binary is not allowed; remove it
            ? [a]                     | f.yaml:1:3: a key must be a word
            size:                     | f.yaml:1:1: size must be a whole number from 1 to 5000, was empty
            size: [1]                 | f.yaml:1:1: size must be a whole number from 1 to 5000, was a list
            size: 6000                | f.yaml:1:1: size must be a whole number from 1 to 5000, was '6000'
            [1, 2]                    | f.yaml:1:1: the file must hold keys and values, was a list
            just words                | f.yaml:1:1: the file must hold keys and values, was 'just words'
            a: b: c                   | f.yaml:1:5: not YAML: mapping values are not allowed here
            """)
    void saysWhatIsWrong(String text, String flaw) {
        assertThat(failure(text).flaws().get(0)).hasToString(flaw);
    }

    @Test
    void refusesASecondDocument() {
        assertThat(failure("size: 1\n---\nsize: 2\n"))
                .hasMessageStartingWith("f.yaml:2:1: not YAML: but found another");
    }

    @Test
    void whatStandsInAFlawedPlaceIsNotReportedAgain() {
        assertThatThrownBy(() -> YamlFile.parse(
                        "f.yaml", "a: 1", top -> top.at("a").at("b").at("c").as(Forms.TEXT)))
                .hasMessage("f.yaml:1:1: a must hold keys and values, was '1'");
    }

    @Test
    void anEmptyTextHasNoKeys() {
        // When
        int keys = YamlFile.parse("f.yaml", "# nothing", top -> top.entries().size());
        // Then
        assertThat(keys).isZero();
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), "a: ä".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.writeString(folder.resolve("large.yaml"), "#".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> YamlFile.read(folder.resolve("gone.yaml"), Function.identity()))
                .hasMessageEndingWith("gone.yaml: cannot be read; is the path right, and may this user read it?");
        assertThatThrownBy(() -> YamlFile.read(latin, Function.identity())).hasMessageEndingWith("is not UTF-8 text");
        assertThatThrownBy(() -> YamlFile.read(large, Function.identity()))
                .hasMessageEndingWith("is larger than 1048576 bytes");
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "90s,PT1M30S", "1h30m,PT1H30M", "2d,PT48H", "0s,PT0S"})
    void readsSpans(String text, Duration span) {
        assertThat(Spans.parse(text)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "1.5h", "-1s", "1m1h", "9999999999s", "1 h"})
    void refusesWhatIsNoSpan(String text) {
        assertThatThrownBy(() -> Spans.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neverFailsInAnyOtherWay(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder("size: 1\ncolour: red\nwait: 1m\nshelves: [{a: 1}]\n");
            for (int change = 0; change < 3; change++) {
                text.setCharAt(
                        random.nextInt(text.length()), "x:-[]{}'\"\n 0.&*!%|>?\t\u0000#".charAt(random.nextInt(23)));
            }
            try {
                YamlFile.parse("f.yaml", text.toString(), YamlFileTest::describe);
            } catch (InvalidYaml wrong) {
                refused++;
                assertThat(wrong.flaws())
                        .isNotEmpty()
                        .allMatch(flaw -> flaw.place().line() > 0);
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private static String describe(YamlNode top) {
        top.allow(KEYS);
        long size = top.at("size").as(Forms.whole(1, 5000));
        String colour = top.at("colour").as(Forms.TEXT);
        Duration wait = top.at("wait").as(Forms.SPAN);
        List<Long> shelves = top.at("shelves").items().stream()
                .map(shelf -> shelf.allow(List.of("a")).at("a").as(Forms.whole(0, 9)))
                .toList();
        return String.join(" ", Long.toString(size), colour, wait.toString(), shelves.toString());
    }

    private static InvalidYaml failure(String text) {
        return catchThrowableOfType(InvalidYaml.class, () -> YamlFile.parse("f.yaml", text, YamlFileTest::describe));
    }
}
