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
import io.tocsin.pipeline.threshold.RouteBook;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.pipeline.tier.QualityTiers;
import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people edit and the engine obeys: rules with the thresholds, prices, budgets and expectations that go with them.
 *
 * @param rulebase the rules, compiled
 * @param policy thresholds, prices, budgets and expectations
 */
public record Ruleset(Rulebase rulebase, Policy policy) {
    private static final Logger LOG = LoggerFactory.getLogger(Ruleset.class);

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
            Set<String> ids = rulebase.rules().keySet();
            QualityTiers tiers = loaded(settings.qualityTiers(), QualityTiers::load, QualityTiers.NONE);
            agreed(settings.qualityTiers(), tiers.disagreements(ids));
            RouteBook routes = loaded(settings.routesBook(), RouteBook::load, RouteBook.NONE);
            agreed(settings.routesBook(), routes.disagreements(ids));
            return new Ruleset(
                    rulebase,
                    Policy.of(thresholds, prices(settings), budgets(settings), expectations(settings))
                            .with(tiers)
                            .with(routes));
        } catch (RuleException wrong) {
            throw failure("the thresholds, budgets, expectations, quality tiers or routes do not load", wrong);
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
            PriceBook prices = PriceBook.load(settings.prices());
            prices.lint()
                    .forEach(finding -> LOG.atWarn()
                            .addKeyValue("file", settings.prices())
                            .addKeyValue("line", finding.line())
                            .addKeyValue("model", finding.model())
                            .log("price looks wrong: {}", finding.detail()));
            return prices;
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

    /** Rules that people brought along need not come with all files. */
    private static <T> T loaded(Path file, Function<Path, T> load, T none) {
        return Files.exists(file) ? load.apply(file) : none;
    }

    private static void agreed(Path file, List<String> disagreements) {
        if (!disagreements.isEmpty()) {
            throw new Failure(
                    Exit.WRONG, file + " does not agree with the rules\n" + String.join("\n", disagreements), "");
        }
    }

    private static Failure failure(String what, RuntimeException wrong) {
        return new Failure(Exit.WRONG, what + "\n" + wrong.getMessage(), "");
    }
}
