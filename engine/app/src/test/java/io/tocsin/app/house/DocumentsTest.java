// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final int README_LINES = 200;
    private static final int COMMANDS_BEFORE = 40;

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();

        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                if (!Files.exists(document.resolveSibling(links.group(1)))) {
                    broken.add(ROOT.relativize(document) + " -> " + links.group(1));
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void theReadmeIsShortAndStartsWithTheTwoCommands() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

        assertThat(lines).hasSizeLessThanOrEqualTo(README_LINES);
        assertThat(lines.subList(0, COMMANDS_BEFORE))
                .anyMatch(line -> line.startsWith("git clone"))
                .anyMatch(line -> line.equals("./tocsin demo"));
        assertThat(lines).contains("./mvnw verify");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }
}
