// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.app.terminal.Table;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin intake replay}: a dead letter once more, after what kept it from being understood is mended. */
@Command(
        name = "replay",
        description =
                "List dead letters, or send one again as its source would. Bodies of tools that may send prompts are"
                        + " not kept and cannot be sent again; credentials in a body were masked.",
        footer = {
            "",
            "Examples: tocsin intake replay                                        lists them",
            "          tocsin intake replay 6f1c… --config tocsin.yaml             sends one again"
        })
final class IntakeReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ContentTypeOption type = new ContentTypeOption();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Id of the dead letter, or its beginning.")
    private @Nullable String id;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        JsonNode letters = remote.api().get("/api/v1/dead-letters").path("deadLetters");
        return id == null ? list(console, letters) : send(console, letter(letters, id));
    }

    private int list(Console console, JsonNode letters) {
        if (!output.json(console, letters)) {
            Table table = new Table("ID", "AT", "SOURCE", "BODY", "REASON");
            letters.forEach(letter -> table.row(
                    letter.path("id").asText(),
                    Words.time(letter.path("at")),
                    letter.path("source").asText(),
                    letter.path("body").asText().isEmpty() ? "not kept" : "kept",
                    letter.path("reason").asText()));
            table.print(console, "there are no dead letters");
        }
        return Exit.OK;
    }

    private static JsonNode letter(JsonNode letters, String beginning) {
        JsonNode found = null;
        for (JsonNode letter : letters) {
            if (letter.path("id").asText().startsWith(beginning)) {
                if (found != null) {
                    throw new Failure(
                            Exit.USAGE, "several dead letters begin with " + beginning, "Say more of the id.");
                }
                found = letter;
            }
        }
        if (found == null) {
            throw new Failure(
                    Exit.USAGE, "there is no dead letter " + beginning, "tocsin intake replay lists the newest.");
        }
        return found;
    }

    private int send(Console console, JsonNode letter) {
        String body = letter.path("body").asText();
        if (body.isEmpty()) {
            throw new Failure(
                    Exit.WRONG, "its body was not kept, because it may hold prompts", "Have its sender send it.");
        }
        ConfiguredSource source =
                ConfiguredSource.of(options.load(), letter.path("source").asText());
        return Delivering.send(
                remote.api(), source, body.getBytes(StandardCharsets.UTF_8), type.name(), console, output);
    }
}
