// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin tail}: alerts and runs as they change. */
@Command(
        name = "tail",
        description = "Show alerts and runs as they change, until interrupted.",
        footer = {"", "Example: tocsin tail severity=critical tenant!=test"})
final class TailCommand implements Callable<Integer> {
    private static final String DATA = "data: ";
    private static final int MAX_ATTEMPTS = 30;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "Print one JSON object per line.")
    private boolean json;

    @Parameters(paramLabel = "MATCHER", arity = "0..*", description = "Only what concerns alerts with these labels.")
    private @Nullable List<String> matchers;

    private List<Matcher> conditions = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Console console = Console.of(spec);
        Api api = remote.api();
        conditions = Matcher.of(matchers);
        read(api, console);
        int attempts = 0;
        while (true) {
            console.note("the stream ended; trying again");
            pause();
            try {
                read(api, console);
                attempts = 0;
            } catch (Failure failure) {
                if (++attempts == MAX_ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    private static void pause() throws InterruptedException {
        if (new CountDownLatch(1).await(1, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }

    private void read(Api api, Console console) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(api.stream("/api/v1/stream"), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith(DATA)) {
                    show(console, line.substring(DATA.length()));
                }
            }
        } catch (IOException e) {
            console.note("the connection broke");
        }
    }

    private void show(Console console, String data) {
        JsonNode update = Api.parse(data);
        JsonNode alert = update.path("alert");
        if (!Matcher.all(conditions, Words.labels(alert))) {
            return;
        }
        console.print(json ? data : sentence(console, update, alert));
    }

    private static String sentence(Console console, JsonNode update, JsonNode alert) {
        JsonNode scope =
                alert.has("scope") ? alert.path("scope") : update.path("run").path("target");
        String rule =
                alert.path("rule").asText(update.path("run").path("runbook").asText(""));
        return String.join(
                        "  ",
                        Words.time(update.path("at")),
                        Words.severity(console, alert.path("severity").asText()),
                        String.format("%-13s", update.path("what").asText()),
                        rule,
                        scope.isMissingNode() ? "" : Words.scope(scope),
                        update.path("text").asText())
                .strip();
    }
}
