// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.pricing.PriceBookException;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.RuleFault;
import io.tocsin.rulebase.RuleListener;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rules of a folder with the thresholds, prices and expectations beside them, ready to run. Budgets are left out: they belong to an
 * installation, not to a recording or a demo.
 *
 * @param rulebase the rules, compiled
 * @param policy thresholds, prices and expectations
 */
public record RuleFiles(Rulebase rulebase, Policy policy) {

    /**
     * Loads a folder. Blocks; compiles what was edited and says so on the error output.
     *
     * @throws Failure if anything does not load, with file, line and reason
     */
    public static RuleFiles load(Path folder, Console console) {
        try {
            Rulebase rulebase = RuleFolder.load(folder, cache(), new Listener(console));
            Thresholds thresholds = Thresholds.load(folder.resolve("thresholds.yaml"));
            PriceBook prices = PriceBook.load(folder.resolve("prices.yaml"));
            return new RuleFiles(rulebase, Policy.of(thresholds, prices, List.of(), expectations(folder)));
        } catch (RuleException | PriceBookException wrong) {
            throw new Failure(Exit.WRONG, "the rules in " + folder + " do not load\n" + wrong.getMessage(), "");
        }
    }

    private static Expectations expectations(Path folder) {
        Path file = folder.resolve("expectations.yaml");
        return Files.exists(file) ? Expectations.load(file) : Expectations.NONE;
    }

    private static Path cache() {
        return Path.of(System.getProperty("user.home"), ".cache", "tocsin", "rules");
    }

    /** Says what is compiled and what fails. */
    private record Listener(Console console) implements RuleListener {
        @Override
        public void compiling(String file, int index, int total) {
            console.note("compiling rules " + index + "/" + total + " " + file);
        }

        @Override
        public void fault(RuleFault fault) {
            console.note("rule " + fault.rule() + " failed on one fact: " + fault.reason());
        }
    }
}
