// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Table;
import io.tocsin.app.wiring.Ruleset;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.Rulebase;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin rules}: look at the rules of this installation and test them. */
@Command(
        name = "rules",
        description = "Look at the rules of this installation and test them; asks no server.",
        subcommands = RulesTestCommand.class)
final class RulesCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "list",
            description = "List the rules: what they judge, which limits they read, where they stand.",
            footer = {"", "Example: tocsin rules list --rules ./rules"})
    int list(@Mixin SettingsOptions options, @Mixin OutputOption output) {
        Console console = Console.of(spec);
        Settings settings = options.load().value();
        Rulebase rulebase = Ruleset.look(settings, console).rulebase();
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        rulebase.rules().values().forEach(rule -> rules.add(document(rule)));
        if (!output.json(console, rules)) {
            Table table = new Table("ID", "SEVERITY", "FACT", "RUNBOOK", "LIMITS", "FILE");
            rulebase.rules()
                    .values()
                    .forEach(rule -> table.row(
                            rule.id(),
                            rule.severity().word(),
                            rule.fact(),
                            rule.runbook() == null ? "-" : rule.runbook(),
                            limits(rule),
                            rule.file() + ":" + rule.line()));
            table.print(console, "there are no rules in " + settings.rulesDir());
        }
        return Exit.OK;
    }

    /** The limits without the id of the rule in front; the main limit is called by what it does. */
    private static String limits(RuleInfo rule) {
        return rule.limits().stream()
                .map(name -> name.equals(rule.id()) ? "fire" : name.replace(rule.id() + ".", ""))
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode document(RuleInfo rule) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", rule.id())
                .put("class", rule.alertClass().name())
                .put("severity", rule.severity().word())
                .put("owner", rule.owner())
                .put("runbook", rule.runbook())
                .put("summary", rule.summary())
                .put("event", rule.event())
                .put("fact", rule.fact())
                .put("file", rule.file())
                .put("line", rule.line());
        rule.limits().forEach(node.putArray("limits")::add);
        return node;
    }
}
