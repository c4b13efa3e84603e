// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin automation}: the kill switch. */
@Command(name = "automation", description = "Look at the kill switch of all automations, and use it.")
final class AutomationCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "status", description = "Say whether automations may run, and what runs now.")
    int status(@Mixin RemoteOptions remote, @Mixin OutputOption output) {
        Console console = Console.of(spec);
        Api api = remote.api();
        boolean stopped = api.text("/metrics").lines().anyMatch("tocsin_automation_paused 1.0"::equals);
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("stopped", stopped);
        int waiting = 0;
        int acting = 0;
        for (JsonNode run : api.get("/api/v1/runs").path("runs")) {
            switch (run.path("state").asText()) {
                case "awaiting-approval" -> waiting++;
                case "acting", "verifying", "held" -> acting++;
                default -> {}
            }
        }
        status.put("awaitingApproval", waiting).put("inEffect", acting);
        if (!output.json(console, status)) {
            console.print(
                    stopped
                            ? "automations are stopped until they are released by hand: tocsin automation release"
                            : "automations may run");
            console.print(waiting + " waiting for approval, " + acting + " in effect");
        }
        return Exit.OK;
    }

    @Command(
            name = "stop",
            description = "Stop all automations until they are released by hand; survives restarts.",
            footer = {"", "Example: tocsin automation stop --reason 'incident 4711'"})
    int stop(
            @Mixin RemoteOptions remote,
            @Mixin ByOption by,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the record.")
                    String reason) {
        Console.of(spec).print(remote.api().command("/api/v1/automation/stop", by.name(), reason));
        return Exit.OK;
    }

    @Command(name = "release", description = "Let automations run again.")
    int release(@Mixin RemoteOptions remote, @Mixin ByOption by) {
        Console.of(spec).print(remote.api().command("/api/v1/automation/release", by.name(), ""));
        return Exit.OK;
    }
}
