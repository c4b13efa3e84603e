// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.replay.RuleFiles;
import io.tocsin.app.ruletest.JUnitFile;
import io.tocsin.app.ruletest.RuleTestJson;
import io.tocsin.app.ruletest.RuleTestReport;
import io.tocsin.app.ruletest.RuleTestText;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.app.wiring.Ruleset;
import io.tocsin.pipeline.scenario.Scenario;
import io.tocsin.pipeline.scenario.ScenarioFile;
import io.tocsin.pipeline.scenario.ScenarioRunner;
import io.tocsin.pipeline.scenario.Verdict;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.Rulebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin rules test}: run the tests that lie beside the rules. */
@Command(
        name = "test",
        description = {
            "Run the tests that lie beside the rules (*.test.yaml): print what differs and the nearest miss, and which"
                    + " rules and conditions no test covers. Asks no server."
        },
        footer = {
            "",
            "Examples:",
            "  tocsin rules test rules",
            "  tocsin rules test rules --run cost.hourly-spend-spike",
            "  tocsin rules test rules --junit target/rules.xml -o json"
        })
final class RulesTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Folder of rules with thresholds.yaml and prices.yaml (default: the installation's).")
    private @Nullable Path folder;

    @Option(
            names = "--run",
            paramLabel = "PATTERN",
            description = "Run only tests whose file, rule or name a regular expression finds.")
    private @Nullable Pattern only;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit file as well.")
    private @Nullable Path junit;

    @Option(
            names = {"-v", "--verbose"},
            description = "Name the tests that pass, too.")
    private boolean verbose;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        RuleTestReport report = folder == null ? ofInstallation(console) : ofFolder(folder, console);
        if (junit != null) {
            write(report, junit);
        }
        if (!output.json(console, RuleTestJson.of(report))) {
            RuleTestText.print(report, console, verbose, only == null);
        }
        return report.failed() == 0 ? Exit.OK : Exit.WRONG;
    }

    private RuleTestReport ofInstallation(Console console) {
        Settings value = settings.load().value();
        Ruleset rules = Ruleset.look(value, console);
        return run(value.rulesDir(), rules.rulebase(), rules.policy());
    }

    private RuleTestReport ofFolder(Path rules, Console console) {
        if (!Files.isDirectory(rules)) {
            throw new Failure(Exit.USAGE, "there is no folder " + rules, "name the folder that holds the rules");
        }
        RuleFiles files = RuleFiles.load(rules, console);
        return run(rules, files.rulebase(), files.policy());
    }

    private RuleTestReport run(Path rules, Rulebase rulebase, Policy policy) {
        List<String> disagreements =
                policy.thresholds().disagreements(rulebase.rules().values());
        if (!disagreements.isEmpty()) {
            throw new Failure(Exit.WRONG, "rules and thresholds do not agree\n" + String.join("\n", disagreements), "");
        }
        List<Scenario> scenarios = scenarios(rules, rulebase);
        if (scenarios.isEmpty()) {
            throw new Failure(
                    Exit.WRONG,
                    only == null ? "there are no tests in " + rules : "no test is found by " + only,
                    "tests stand in <concern>/<name>.test.yaml beside the rules");
        }
        try (ScenarioRunner runner = new ScenarioRunner(rulebase, policy)) {
            List<Verdict> verdicts = scenarios.stream().map(runner::run).toList();
            return new RuleTestReport(rules, verdicts, runner.coverage().rules());
        }
    }

    private List<Scenario> scenarios(Path rules, Rulebase rulebase) {
        try {
            return ScenarioFile.load(rules, rulebase.rules()).stream()
                    .filter(this::chosen)
                    .toList();
        } catch (RuleException wrong) {
            throw new Failure(Exit.WRONG, "the tests do not load\n" + wrong.getMessage(), "");
        }
    }

    private boolean chosen(Scenario scenario) {
        return only == null
                || only.matcher(scenario.place().file() + " " + scenario.name()).find();
    }

    private static void write(RuleTestReport report, Path file) {
        try {
            JUnitFile.write(report, file);
        } catch (IOException e) {
            throw new Failure(Exit.WRONG, file + " cannot be written: " + e.getMessage(), "");
        }
    }
}
