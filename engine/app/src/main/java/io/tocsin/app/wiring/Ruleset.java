// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.pricing.PriceBookException;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.Budgets;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What people edit and the engine obeys: rules with the thresholds, prices, budgets and expectations that go with them.
 *
 * @param rulebase the rules, compiled
 * @param policy thresholds, prices, budgets and expectations
 */
public record Ruleset(Rulebase rulebase, Policy policy) {

    /**
     * Loads everything and checks that rules and thresholds agree. Shows progress while rules are compiled.
     *
     * @throws Failure if anything does not load, with file, line and reason
     */
    public static Ruleset load(Settings settings, Console console) {
        return load(settings, settings.rulesCache(), console);
    }

    /** Loads everything to look at it: the same, but leaves no data directory behind where there was none. */
    public static Ruleset look(Settings settings, Console console) {
        if (Files.isDirectory(settings.dataDir())) {
            return load(settings, console);
        }
        try (TemporaryFolder cache = TemporaryFolder.make("tocsin-rules")) {
            return load(settings, cache.path(), console);
        }
    }

    private static Ruleset load(Settings settings, Path cache, Console console) {
        Rulebase rulebase = rules(settings, cache, console);
        try {
            Thresholds thresholds = Thresholds.load(settings.thresholds());
            List<String> disagreements =
                    thresholds.disagreements(rulebase.rules().values());
            if (!disagreements.isEmpty()) {
                throw new Failure(
                        Exit.WRONG,
                        "the rules and " + settings.thresholds() + " do not agree\n" + String.join("\n", disagreements),
                        "");
            }
            return new Ruleset(
                    rulebase, Policy.of(thresholds, prices(settings), budgets(settings), expectations(settings)));
        } catch (RuleException wrong) {
            throw failure("the thresholds, budgets or expectations do not load", wrong);
        }
    }

    private static Rulebase rules(Settings settings, Path cache, Console console) {
        try (CompilingBar bar = new CompilingBar(console)) {
            return RuleFolder.load(settings.rulesDir(), cache, bar);
        } catch (RuleException wrong) {
            throw failure("the rules in " + settings.rulesDir() + " do not load", wrong);
        }
    }

    private static PriceBook prices(Settings settings) {
        try {
            return PriceBook.load(settings.prices());
        } catch (PriceBookException wrong) {
            throw failure("the prices do not load", wrong);
        } catch (UncheckedIOException e) {
            throw new Failure(Exit.WRONG, "the prices in " + settings.prices() + " cannot be read", "");
        }
    }

    private static List<Budget> budgets(Settings settings) {
        boolean none = settings.budgetsFile().isEmpty() && !Files.exists(settings.budgets());
        return none ? List.of() : Budgets.load(settings.budgets());
    }

    private static Expectations expectations(Settings settings) {
        boolean none = settings.expectationsFile().isEmpty() && !Files.exists(settings.expectations());
        return none ? Expectations.NONE : Expectations.load(settings.expectations());
    }

    private static Failure failure(String what, RuntimeException wrong) {
        return new Failure(Exit.WRONG, what + "\n" + wrong.getMessage(), "");
    }
}
