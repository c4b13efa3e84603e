// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Table;
import io.tocsin.app.wiring.Automations;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin runbook}: look at automations and decide on their runs. */
@Command(name = "runbook", description = "Look at automations and decide on their runs.")
final class RunbookCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List the automations of this installation; asks no server.")
    int list(@Mixin SettingsOptions options, @Mixin OutputOption output) {
        Console console = Console.of(spec);
        Settings settings = options.load().value();
        ArrayNode runbooks = JsonNodeFactory.instance.arrayNode();
        Automations.descriptors(settings)
                .forEach(runbook -> runbooks.addObject()
                        .put("name", runbook.name())
                        .put("version", runbook.version())
                        .put("autonomy", runbook.autonomy())
                        .put("lease", runbook.lease().toString())
                        .put("summary", runbook.summary())
                        .put("inverse", runbook.inverse()));
        if (!output.json(console, runbooks)) {
            Table table = new Table("NAME", "VERSION", "AUTONOMY", "LEASE", "SUMMARY");
            runbooks.forEach(runbook -> table.row(
                    runbook.path("name").asText(),
                    runbook.path("version").asText(),
                    runbook.path("autonomy").asText(),
                    runbook.path("lease").asText().substring(2).toLowerCase(java.util.Locale.ROOT),
                    runbook.path("summary").asText()));
            table.print(console, "there are no runbooks in " + settings.runbooksDir());
        }
        return Exit.OK;
    }

    @Command(name = "runs", description = "List the runs of the last 24 hours.")
    int runs(@Mixin RemoteOptions remote, @Mixin OutputOption output) {
        Console console = Console.of(spec);
        JsonNode runs = remote.api().get("/api/v1/runs").path("runs");
        if (!output.json(console, runs)) {
            Table table = new Table("ID", "STATE", "RUNBOOK", "TARGET", "VERIFIED", "REVERTS", "EFFECT");
            runs.forEach(run -> table.row(
                    run.path("id").asText(),
                    run.path("state").asText(),
                    run.path("runbook").asText(),
                    Words.scope(run.path("target")),
                    run.path("verified").asText("-").replace("null", "-"),
                    Words.time(run.path("revertsAt")),
                    run.path("effect").asText()));
            table.print(console, "no runs in the last 24 hours");
        }
        return Exit.OK;
    }

    @Command(name = "approve", description = "Let runs act that wait for it.")
    int approve(
            @Mixin RemoteOptions remote,
            @Mixin ByOption by,
            @Parameters(paramLabel = "RUN", arity = "1..*", description = "Ids of the runs.") List<String> ids) {
        return decide(remote, by, ids, "approve");
    }

    @Command(name = "deny", description = "Refuse runs that wait for approval.")
    int deny(
            @Mixin RemoteOptions remote,
            @Mixin ByOption by,
            @Parameters(paramLabel = "RUN", arity = "1..*", description = "Ids of the runs.") List<String> ids) {
        return decide(remote, by, ids, "deny");
    }

    @Command(name = "revert", description = "Take back what runs did, before their lease ends.")
    int revert(
            @Mixin RemoteOptions remote,
            @Mixin ByOption by,
            @Parameters(paramLabel = "RUN", arity = "1..*", description = "Ids of the runs.") List<String> ids) {
        return decide(remote, by, ids, "revert");
    }

    private int decide(RemoteOptions remote, ByOption by, List<String> ids, String what) {
        Console console = Console.of(spec);
        Api api = remote.api();
        for (String id : ids) {
            console.print(id + "  " + api.command("/api/v1/runs/" + Api.segment(id) + "/" + what, by.name(), ""));
        }
        return Exit.OK;
    }
}
