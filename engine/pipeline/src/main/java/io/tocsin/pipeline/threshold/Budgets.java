// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.YamlFile;
import io.tocsin.rulebase.RuleException;
import java.nio.file.Path;
import java.util.List;

/** The budgets file. */
public final class Budgets {
    private Budgets() {}

    /**
     * Reads a file; a file without budgets is fine. Blocks on the disk.
     *
     * @return in the order written, immutable
     * @throws RuleException with every flaw as {@code file:line:column: reason}, if anything in it is wrong
     */
    public static List<Budget> load(Path budgetsYaml) {
        try {
            return YamlFile.read(budgetsYaml, BudgetReader::read);
        } catch (InvalidYaml invalid) {
            throw new RuleException(String.valueOf(invalid.getMessage()));
        }
    }
}
