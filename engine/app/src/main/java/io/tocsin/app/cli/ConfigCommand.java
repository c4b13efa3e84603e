// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Bound;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Table;
import io.tocsin.app.wiring.People;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin config}: check settings and show where each came from. */
@Command(name = "config", description = "Check settings and show where each came from.")
final class ConfigCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "check",
            description = "Say whether the settings are right; exit code 1 when they are not.",
            footer = {"", "Example: tocsin config check --config /etc/tocsin/tocsin.yaml"})
    int check(@Mixin SettingsOptions options) {
        Bound<Settings> settings = options.load();
        Console.of(spec)
                .print("the settings are right: "
                        + People.receivers(settings.value()).size() + " receivers, "
                        + settings.value().routes().matches().size() + " matches");
        return Exit.OK;
    }

    @Command(
            name = "show",
            description = "Show every value that holds. Secrets show as the reference they stand behind.")
    int show(
            @Mixin SettingsOptions options,
            @Mixin OutputOption output,
            @Option(names = "--origin", description = "Show where each value comes from.") boolean origin) {
        Console console = Console.of(spec);
        Bound<Settings> settings = options.load();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        settings.lines()
                .forEach(line -> document.putObject(line.key())
                        .put("value", line.written())
                        .put("origin", line.origin()));
        if (!output.json(console, document)) {
            Table table = origin ? new Table("KEY", "VALUE", "ORIGIN") : new Table("KEY", "VALUE");
            settings.lines().forEach(line -> {
                if (origin) {
                    table.row(line.key(), line.written(), line.origin());
                } else {
                    table.row(line.key(), line.written());
                }
            });
            table.print(console, "no settings");
        }
        return Exit.OK;
    }
}
