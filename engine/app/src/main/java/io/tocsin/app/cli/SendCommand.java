// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.rulebase.Spelling;
import io.tocsin.sources.Doors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin send}: send files as their sender would. */
@Command(
        name = "send",
        description = "Send files as their sender would, and print the receipts.",
        footer = {
            "",
            "Examples: tocsin send calls.ndjson",
            "          tocsin send --source otlp-logs claude-code.json",
            "          TOCSIN_WEBHOOK_KEY=… tocsin send --source alertmanager firing.json"
        })
final class SendCommand implements Callable<Integer> {
    private static final String JSON = "application/json";

    private static final Set<String> SOURCES = sources();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            defaultValue = "native",
            description =
                    "native, cloudevents, otlp-logs, otlp-metrics, otlp-traces, or a webhook source such as litellm"
                            + " or alertmanager (default: native).")
    private String source = "native";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:TOCSIN_WEBHOOK_KEY:-}",
            description = "Key of the webhook source; better in the environment: TOCSIN_WEBHOOK_KEY.")
    private String key = "";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to send; - is the standard input.")
    private List<String> files = List.of();

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Api api = remote.api();
        boolean kept = false;
        for (String file : files) {
            byte[] body = Bodies.read(file);
            JsonNode receipt = api.post(path(), contentType(body), body);
            if (!output.json(console, receipt)) {
                console.print(file + "  " + Bodies.sentence(receipt));
            }
            kept |= receipt.path("deadLettered").asBoolean();
        }
        return kept ? Exit.WRONG : Exit.OK;
    }

    private String path() {
        return switch (source) {
            case "native", "cloudevents" -> "/api/v1/events";
            case "otlp-logs", "otlp-metrics", "otlp-traces" -> "/v1/" + source.substring("otlp-".length());
            default -> "/webhooks/" + Api.segment(source) + "/" + Api.segment(webhookKey());
        };
    }

    private String webhookKey() {
        if (!Doors.names().contains(source)) {
            throw new Failure(
                    Exit.USAGE, "there is no source " + source + "; " + Spelling.nearestOrAll(source, SOURCES), "");
        }
        if (key.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    "the source " + source + " is a webhook and needs its key",
                    "Put the key under server.webhooks." + source + " into TOCSIN_WEBHOOK_KEY.");
        }
        return key;
    }

    private static Set<String> sources() {
        Set<String> sources = new TreeSet<>(Doors.names());
        sources.removeAll(List.of("otlp", "prometheus", "prometheus-alerts"));
        return sources;
    }

    private String contentType(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (source.equals("cloudevents")) {
            return text.startsWith("[") ? "application/cloudevents-batch+json" : "application/cloudevents+json";
        }
        return source.equals("native") && objectPerLine(text) ? "application/x-ndjson" : JSON;
    }

    private static boolean objectPerLine(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(2).toList();
        return lines.size() == 2
                && lines.stream()
                        .allMatch(line -> line.startsWith("{") && line.strip().endsWith("}"));
    }
}
