// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Table;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin actions}: the action ledger, for people. */
@Command(name = "actions", description = "Look at what automations did, and say what became of actions in doubt.")
final class ActionsCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What people may find. */
    enum Outcome {
        succeeded,
        failed
    }

    @Command(
            name = "list",
            description = "List the newest actions of the ledger.",
            footer = {"", "Example: tocsin actions list --state in-doubt"})
    int list(
            @Mixin RemoteOptions remote,
            @Mixin OutputOption output,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            defaultValue = "",
                            description = "Only those in a state, such as in-doubt.")
                    String state) {
        Console console = Console.of(spec);
        String query = state.isEmpty() ? "" : "?state=" + Api.segment(state);
        JsonNode actions = remote.api().get("/api/v1/actions" + query).path("actions");
        if (!output.json(console, actions)) {
            Table table = new Table("STATE", "KIND", "RUNBOOK", "MEMBER", "MOVED", "KEY", "NOTE");
            actions.forEach(action -> table.row(
                    action.path("state").asText(),
                    action.path("kind").asText(),
                    action.path("runbook").asText(),
                    action.path("member").asText(),
                    Words.time(action.path("movedAt")),
                    action.path("key").asText(),
                    action.path("note").asText()));
            table.print(console, "no such actions");
        }
        return Exit.OK;
    }

    @Command(
            name = "judge",
            description = "Say what became of an action in doubt, once you have looked. It is never sent again.",
            footer = {"", "Example: tocsin actions judge KEY --outcome succeeded"})
    int judge(
            @Mixin RemoteOptions remote,
            @Mixin ByOption by,
            @Option(
                            names = "--outcome",
                            paramLabel = "OUTCOME",
                            required = true,
                            description = "What you found: ${COMPLETION-CANDIDATES}.")
                    Outcome outcome,
            @Parameters(paramLabel = "KEY", description = "Key of the action.") String key) {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("by", by.name())
                .put("outcome", outcome.name())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        JsonNode answer = remote.api().post("/api/v1/actions/" + Api.segment(key) + "/judge", "application/json", body);
        Console.of(spec).print(answer.path("message").asText());
        return Exit.OK;
    }
}
