// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin intake tail}: deliveries as they come. */
@Command(
        name = "tail",
        description = "Show deliveries as they come, until interrupted: what each became, and why it was refused.",
        footer = {"", "Example: tocsin intake tail grafana"})
final class IntakeTailCommand implements Callable<Integer> {
    private static final int SHOWN_AT_FIRST = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "Print one JSON object per line.")
    private boolean json;

    @Option(names = "--once", description = "Show what there is, and end.")
    private boolean once;

    @Parameters(paramLabel = "SOURCE", arity = "0..*", description = "Only these; without any, all.")
    private @Nullable List<String> names;

    private final Map<String, Long> shown = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        Console console = Console.of(spec);
        Api api = remote.api();
        CountDownLatch never = new CountDownLatch(1);
        do {
            for (String name : sources(api)) {
                show(console, name, api.get("/api/v1/sources/" + Api.segment(name) + "/deliveries"));
            }
        } while (!once && !never.await(1, TimeUnit.SECONDS));
        return Exit.OK;
    }

    private List<String> sources(Api api) {
        return names != null && !names.isEmpty()
                ? names
                : api.get("/api/v1/sources").path("sources").findValuesAsText("name");
    }

    private void show(Console console, String source, JsonNode document) {
        List<JsonNode> deliveries = new ArrayList<>();
        document.path("deliveries").forEach(deliveries::add);
        long newest = deliveries.isEmpty() ? 0 : number(deliveries.get(0));
        long last = shown.getOrDefault(source, Math.max(0, newest - SHOWN_AT_FIRST));
        // A server that was started anew counts from 1 again.
        long after = newest < last ? 0 : last;
        Collections.reverse(deliveries);
        // One look later, when rules have had the time to wake.
        long until = once ? newest : Math.min(newest, seen.getOrDefault(source, after));
        for (JsonNode delivery : deliveries) {
            if (number(delivery) > after && number(delivery) <= until) {
                console.print(json ? delivery.toString() : line(source, delivery));
            }
        }
        shown.put(source, Math.max(after, until));
        seen.put(source, newest);
    }

    private static long number(JsonNode delivery) {
        return delivery.path("number").asLong();
    }

    private static String line(String source, JsonNode delivery) {
        List<String> words = new ArrayList<>(List.of(
                Words.time(delivery.path("at")),
                source,
                delivery.path("status").asText(),
                delivery.path("verdict").asText(),
                delivery.path("bytes").asText() + " B"));
        add(words, "", delivery.path("reason").asText());
        add(
                words,
                "",
                delivery.path("signals").properties().stream()
                        .map(kind -> kind.getValue().asInt() + " " + kind.getKey())
                        .collect(Collectors.joining(", ")));
        add(words, "id=", delivery.path("deliveryId").asText());
        if (delivery.path("secret").asInt() > 1) {
            words.add("secret=" + delivery.path("secret").asInt());
        }
        add(words, "", delivery.path("detail").asText());
        add(
                words,
                "woke ",
                delivery.path("woke").findValuesAsText("rule").stream()
                        .distinct()
                        .collect(Collectors.joining(", ")));
        delivery.path("captured").forEach(signal -> words.add("\n    " + signal));
        return String.join("  ", words);
    }

    private static void add(List<String> words, String name, String text) {
        if (!text.isEmpty()) {
            words.add(name + text);
        }
    }
}
