// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.app.wiring.Entrances;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.pricing.PriceBookException;
import io.tocsin.pipeline.signal.SignalCodec;
import io.tocsin.rulebase.Spelling;
import io.tocsin.sources.Doors;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin intake test}: what a body would become. Needs no server. */
@Command(
        name = "test",
        description = "Show what a file would become, signal by signal; exit code 1 when it is not understood. Sends"
                + " nothing.",
        footer = {"", "Example: tocsin intake test alertmanager firing.json"})
final class IntakeTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ContentTypeOption type = new ContentTypeOption();

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "A header that the tool sends along, such as Sentry-Hook-Resource=metric_alert.")
    private Map<String, String> headers = Map.of();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "Name of a source in the settings, or of a tool.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "File with one body; - is the standard input.")
    private String file = "";

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Settings settings = options.load().value();
        byte[] body = Bodies.read(file);
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((header, value) -> lower.put(header.toLowerCase(Locale.ROOT), value));
        String tenant = settings.server().tenant();
        Message message =
                new Message(body, type.name(), lower, tenant, Clock.systemUTC().instant());
        return door(settings).read(message).match(new Printed(console, output));
    }

    private Door door(Settings settings) {
        String tool = settings.sources().containsKey(name)
                ? settings.sources().get(name).tool().orElse(name)
                : name;
        Door door = Doors.all(prices(settings), Entrances.mappings(settings)).get(tool);
        if (door == null) {
            throw new Failure(
                    Exit.USAGE,
                    "there is no source or tool " + name + "; " + Spelling.nearestOrAll(name, Doors.names()),
                    "");
        }
        return door;
    }

    private static PriceBook prices(Settings settings) {
        try {
            return PriceBook.load(settings.prices());
        } catch (PriceBookException | UncheckedIOException wrong) {
            throw new Failure(Exit.WRONG, "the prices do not load\n" + wrong.getMessage(), "");
        }
    }

    /** Prints a reading; answers the exit code. */
    private record Printed(Console console, OutputOption output) implements Reading.Cases<Integer> {
        @Override
        public Integer understood(Reading.Understood understood) {
            String lines = new String(SignalCodec.write(understood.signals()), StandardCharsets.UTF_8);
            ArrayNode signals = JsonNodeFactory.instance.arrayNode();
            lines.lines().map(Api::parse).forEach(signals::add);
            if (!output.json(console, signals)) {
                for (JsonNode signal : signals) {
                    console.print(signal.toString());
                }
                console.note(signals.size() + " signals");
            }
            if (understood.rejected() > 0) {
                console.note(understood.rejected() + " records were not understood: " + understood.reason());
            }
            return Exit.OK;
        }

        @Override
        public Integer orders(Reading.Orders orders) {
            ArrayNode commands = JsonNodeFactory.instance.arrayNode();
            orders.commands().forEach(command -> commands.add(command.inWords()));
            if (!output.json(console, commands)) {
                commands.forEach(command -> console.print(command.asText()));
                console.note(commands.size() + " commands");
            }
            return Exit.OK;
        }

        @Override
        public Integer rejected(Reading.Rejected rejected) {
            throw failure(rejected.problem());
        }

        @Override
        public Integer deadLetter(Reading.DeadLetter letter) {
            throw failure(letter.problem());
        }

        private static Failure failure(Problem problem) {
            String field = problem.field().isEmpty() ? "" : problem.field() + ": ";
            return new Failure(Exit.WRONG, "not understood: " + field + problem.detail(), problem.hint());
        }
    }
}
