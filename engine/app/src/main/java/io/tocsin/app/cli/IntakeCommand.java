// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin intake}: who pushes, and what becomes of it. */
@Command(
        name = "intake",
        description = "Look at sources and their deliveries, try one, and replace its secret.",
        subcommands = {
            IntakeTailCommand.class,
            IntakeSendCommand.class,
            IntakeReplayCommand.class,
            IntakeTestCommand.class,
            IntakeRotateCommand.class
        })
final class IntakeCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "list",
            description = "List the sources of a server and what became of their deliveries since it started.",
            footer = {"", "Example: tocsin intake list"})
    int list(@Mixin RemoteOptions remote, @Mixin OutputOption output) {
        Console console = Console.of(spec);
        JsonNode sources = remote.api().get("/api/v1/sources").path("sources");
        if (!output.json(console, sources)) {
            Table table = new Table(
                    "SOURCE", "TOOL", "AUTH", "MODE", "ACCEPTED", "DUPLICATE", "DEAD", "CAPTURED", "REFUSED", "LAST");
            sources.forEach(source -> table.row(
                    source.path("name").asText(),
                    source.path("tool").asText(),
                    source.path("auth").asText(),
                    source.path("mode").asText(),
                    count(source, "accepted"),
                    count(source, "duplicate"),
                    count(source, "dead-letter"),
                    count(source, "captured"),
                    count(source, "refused"),
                    last(source.path("last"))));
            table.print(console, "no sources are set up; add some under sources in the settings");
        }
        return Exit.OK;
    }

    private static String count(JsonNode source, String verdict) {
        return source.path("deliveries").path(verdict).asText();
    }

    private static String last(JsonNode delivery) {
        return delivery.isObject()
                ? Words.time(delivery.path("at")) + " "
                        + delivery.path("verdict").asText()
                : "never";
    }
}
