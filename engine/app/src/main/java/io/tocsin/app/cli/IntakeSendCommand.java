// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin intake send}: a body as the source would send it. */
@Command(
        name = "send",
        description = "Send a file as a source of the settings would, with its proof, and print the answer.",
        footer = {
            "",
            "Examples: tocsin intake send grafana firing.json --config tocsin.yaml",
            "          tocsin intake send grafana firing.json --curl     prints the line that does the same"
        })
final class IntakeSendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--curl", description = "Send nothing: print a shell line that does it. No secret stands in it.")
    private boolean curl;

    @Mixin
    private ContentTypeOption type = new ContentTypeOption();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "Name of the source.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "File with one body; - is the standard input.")
    private String file = "";

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        ConfiguredSource source = ConfiguredSource.of(options.load(), name);
        Recipe recipe = Recipe.of(source.auth());
        String path = "/webhooks/" + Api.segment(name);
        if (curl) {
            String absolute = Path.of(file).toAbsolutePath().normalize().toString();
            console.print(CurlLine.of(recipe, source.secrets().get(0), remote.url() + path, type.name(), absolute));
            return Exit.OK;
        }
        return Delivering.send(remote.api(), source, Bodies.read(file), type.name(), console, output);
    }
}
