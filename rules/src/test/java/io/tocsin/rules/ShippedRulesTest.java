// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.threshold.Budgets;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.RuleListener;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedRulesTest {
    private static final Path RULES = Path.of(".");
    private static final Thresholds THRESHOLDS = Thresholds.load(RULES.resolve("thresholds.yaml"));

    private static Rulebase rulebase;

    @BeforeAll
    static void load() {
        rulebase = RuleFolder.load(RULES, Path.of("target", "cache-of-tests"));
    }

    @Test
    void everyLimitIsReadAndEveryLimitReadIsThere() {
        assertThat(THRESHOLDS.disagreements(rulebase.rules().values())).isEmpty();
    }

    @Test
    void shipsWithoutBudgets() {
        assertThat(Budgets.load(RULES.resolve("budgets.yaml"))).isEmpty();
    }

    @Test
    void shipsWithExpectationsThatCanBeRead() {
        assertThat(Expectations.load(RULES.resolve("expectations.yaml")).jobs()).isEmpty();
    }

    @Test
    void everyRuleStandsInTheReadme() throws IOException {
        // Given
        String readme = Files.readString(RULES.resolve("README.md"));
        // Then
        List<String> missing = rulebase.rules().values().stream()
                .map(rule -> "| `" + rule.id() + "` | " + rule.severity().word() + " |")
                .filter(row -> !readme.contains(row))
                .toList();
        assertThat(missing).as("rows that rules/README.md needs").isEmpty();
    }

    @Test
    void filesStaySmallEnoughToRead() throws IOException {
        for (String file : ShippedRules.files()) {
            if (file.endsWith(".drl")) {
                List<String> lines = Files.readAllLines(RULES.resolve(file));
                assertThat(lines).as(file).hasSizeLessThanOrEqualTo(80);
                assertThat(lines.stream().filter(line -> line.startsWith("rule ")))
                        .as(file)
                        .hasSizeLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void startsWithoutTheCompilerFromWhatIsShipped(@TempDir Path folder) throws IOException {
        // Given
        List<String> compiled = new ArrayList<>();
        Path rules = folder.resolve("rules");
        // When
        List<String> written = ShippedRules.writeTo(rules);
        List<String> again = ShippedRules.writeTo(rules);
        Rulebase loaded = RuleFolder.load(rules, folder.resolve("cache"), new RuleListener() {
            @Override
            public void compiling(String file, int index, int total) {
                compiled.add(file);
            }
        });
        // Then
        assertThat(written).contains("cost/spend.drl", "cost/spend.test.yaml", "thresholds.yaml", "budgets.yaml");
        assertThat(again).isEmpty();
        assertThat(compiled).isEmpty();
        assertThat(loaded.hash()).isEqualTo(rulebase.hash());
        assertThat(loaded.rules().values()).extracting(RuleInfo::file).contains("cost/spend.drl");
    }
}
