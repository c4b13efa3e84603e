// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Console.Tint;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.app.wiring.Checkup;
import io.tocsin.app.wiring.Checkup.Finding;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin doctor}: would a server start here, and would it tell anybody? */
@Command(
        name = "doctor",
        description =
                "Check settings, folders, port, rules, runbooks, ledger, sources and receivers; exit code 1 when something is wrong.",
        footer = {"", "Example: tocsin doctor --config /etc/tocsin/tocsin.yaml"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        List<Finding> findings = findings(console);
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> document.addObject()
                .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                .put("what", finding.what())
                .put("text", finding.text())
                .put("hint", finding.hint()));
        if (!output.json(console, document)) {
            findings.forEach(finding -> print(console, finding));
        }
        boolean wrong = findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.WRONG);
        return wrong ? Exit.WRONG : Exit.OK;
    }

    private List<Finding> findings(Console console) {
        try {
            Settings settings = options.load().value();
            return Checkup.of(settings, console);
        } catch (Failure failure) {
            return List.of(Finding.wrong("settings", failure));
        }
    }

    private static void print(Console console, Finding finding) {
        String word = switch (finding.verdict()) {
            case GOOD -> console.paint(Tint.GREEN, "ok   ");
            case DOUBTFUL -> console.paint(Tint.YELLOW, "look ");
            case WRONG -> console.paint(Tint.RED, "wrong");
        };
        console.print(word + "  " + String.format(Locale.ROOT, "%-10s", finding.what()) + "  " + finding.text());
        if (!finding.hint().isEmpty()) {
            console.print(" ".repeat(19) + console.paint(Tint.DIM, finding.hint()));
        }
    }
}
