// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One line of the scenarios file.
 *
 * @param rule the rule it is about
 * @param fact the kind of fact
 * @param values what is set on the fact
 * @param holds whether an alert of the rule holds already
 * @param fires whether the rule states an alert
 */
record Scenario(String rule, String fact, String values, boolean holds, boolean fires) {
    private static final int COLUMNS = 5;

    static List<Scenario> all() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/scenarios.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Scenario::of)
                .toList();
    }

    private static Scenario of(String line) {
        String[] columns = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        if (columns.length != COLUMNS || !List.of("fires", "quiet").contains(columns[4])) {
            throw new IllegalArgumentException("no scenario: " + line);
        }
        return new Scenario(columns[0], columns[1], columns[2], "holds".equals(columns[3]), "fires".equals(columns[4]));
    }
}
