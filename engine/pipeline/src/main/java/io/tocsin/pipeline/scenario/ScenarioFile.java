// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.YamlFile;
import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.RuleInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files of tests: every {@code *.test.yaml} in a rules folder or one folder below it. */
public final class ScenarioFile {
    private static final String ENDING = ".test.yaml";

    private ScenarioFile() {}

    /**
     * Reads every test of a rules folder, in order of file and place. Blocks on the disk.
     *
     * @param rules the detect rules, by id
     * @throws RuleException with every flaw as {@code file:line:column: reason}, if anything is wrong
     */
    public static List<Scenario> load(Path folder, Map<String, RuleInfo> rules) {
        List<Scenario> scenarios = new ArrayList<>();
        List<String> flaws = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                scenarios.addAll(YamlFile.read(file, top -> new ScenarioReader(rules).read(top)));
            } catch (InvalidYaml invalid) {
                flaws.add(String.valueOf(invalid.getMessage()));
            }
        }
        if (!flaws.isEmpty()) {
            throw new RuleException(String.join("\n", flaws));
        }
        return List.copyOf(scenarios);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.find(
                folder,
                2,
                (path, what) -> what.isRegularFile() && path.toString().endsWith(ENDING))) {
            return found.sorted().toList();
        } catch (IOException e) {
            throw new RuleException(folder + ": the rules folder cannot be read");
        }
    }
}
