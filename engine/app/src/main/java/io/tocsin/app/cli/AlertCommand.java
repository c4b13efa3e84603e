// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin alert}: look at alerts and take them. */
@Command(name = "alert", description = "Look at alerts and take them.")
final class AlertCommand {
    private static final int DIGITS = 4;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "list",
            description = "List alerts, newest first.",
            footer = {"", "Example: tocsin alert list severity=critical team=~'search|growth'"})
    int list(
            @Mixin RemoteOptions remote,
            @Mixin OutputOption output,
            @Option(
                            names = "--state",
                            defaultValue = "open",
                            paramLabel = "STATE",
                            description = "open, pending, firing, acknowledged, resolved or all (default: open).")
                    String state,
            @Parameters(paramLabel = "MATCHER", arity = "0..*", description = "Only those with these labels.") @Nullable List<String> matchers) {
        Console console = Console.of(spec);
        List<Matcher> conditions = Matcher.of(matchers);
        String query = state.equals("all") ? "" : "?state=" + Api.segment(state);
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        for (JsonNode alert : remote.api().get("/api/v1/alerts" + query).path("alerts")) {
            if (Matcher.all(conditions, Words.labels(alert))) {
                alerts.add(alert);
            }
        }
        if (!output.json(console, alerts)) {
            Table table = new Table("ID", "SEVERITY", "STATE", "SINCE", "RULE", "SCOPE", "SUMMARY");
            alerts.forEach(alert -> table.row(
                    alert.path("id").asText(),
                    alert.path("severity").asText(),
                    alert.path("state").asText(),
                    Words.time(alert.path("startsAt")),
                    alert.path("rule").asText(),
                    Words.scope(alert.path("scope")),
                    alert.path("summary").asText()));
            table.print(console, "no such alerts");
        }
        return Exit.OK;
    }

    @Command(name = "show", description = "Show one alert: why it fired, who is behind it, what was done.")
    int show(
            @Mixin RemoteOptions remote,
            @Mixin OutputOption output,
            @Parameters(paramLabel = "ID", description = "Id of the alert, from 'tocsin alert list'.") String id) {
        Console console = Console.of(spec);
        JsonNode alert = remote.api().get("/api/v1/alerts/" + Api.segment(id));
        if (!output.json(console, alert)) {
            show(console, alert);
        }
        return Exit.OK;
    }

    @Command(
            name = "ack",
            description = "Take alerts: nobody else is paged for them.",
            footer = {"", "Example: tocsin alert ack 8f2c01aa34b5c6d7-1700000000"})
    int ack(
            @Mixin RemoteOptions remote,
            @Mixin ByOption by,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of the alerts.") List<String> ids) {
        Console console = Console.of(spec);
        Api api = remote.api();
        for (String id : ids) {
            String path = "/api/v1/alerts/" + Api.segment(id) + "/acknowledge";
            console.print(id + "  " + api.command(path, by.name(), ""));
        }
        return Exit.OK;
    }

    @Command(
            name = "noise",
            description = "Which rules make people hear what leads to nothing, over the last 24 hours.",
            footer = {"", "Example: tocsin alert noise --zone Europe/Berlin"})
    int noise(
            @Mixin RemoteOptions remote,
            @Mixin OutputOption output,
            @Option(
                            names = "--zone",
                            defaultValue = "UTC",
                            paramLabel = "ZONE",
                            description = "Where people sleep from 22:00 to 07:00 (default: UTC).")
                    String zone) {
        Console console = Console.of(spec);
        JsonNode rules =
                remote.api().get("/api/v1/noise?zone=" + Api.segment(zone)).path("rules");
        if (!output.json(console, rules)) {
            Table table = new Table(
                    "RULE", "NOISE", "ALERTS", "PAGES", "UNTAKEN", "NO ACTION", "DUPLICATES", "NIGHT", "PROPOSAL");
            rules.forEach(rule -> table.row(
                    rule.path("rule").asText(),
                    String.format(
                            Locale.ROOT, "%.0f%%", 100 * rule.path("score").asDouble()),
                    rule.path("alerts").asText(),
                    rule.path("pages").asText(),
                    rule.path("untaken").asText(),
                    rule.path("withoutAction").asText(),
                    rule.path("duplicates").asText(),
                    rule.path("nightPages").asText(),
                    rule.at("/proposals/0").asText()));
            table.print(console, "nobody was told of anything");
        }
        return Exit.OK;
    }

    private static void show(Console console, JsonNode alert) {
        console.print(Words.severity(console, alert.path("severity").asText()) + " "
                + console.paint(Console.Tint.BOLD, alert.path("summary").asText()));
        line(console, "alert", alert.path("id").asText());
        line(
                console,
                "rule",
                alert.path("rule").asText() + " (" + alert.path("class").asText() + ")");
        line(console, "scope", Words.scope(alert.path("scope")));
        line(console, "state", alert.path("state").asText() + " since " + Words.time(alert.path("startsAt")));
        if (alert.path("acknowledgedBy").isTextual()) {
            line(console, "taken by", alert.path("acknowledgedBy").asText());
        }
        line(
                console,
                "at stake",
                Words.usd(alert.path("usdSoFar")) + " so far, " + Words.usd(alert.path("usdPerHour")) + " per hour");
        if (alert.path("runbook").isTextual()) {
            line(console, "runbook", alert.path("runbook").asText());
        }
        alert.path("evidence")
                .forEach(item -> line(
                        console,
                        "because",
                        item.path("condition").asText() + "  [" + number(item.path("actual")) + " against "
                                + number(item.path("threshold")) + "]"));
        line(console, "baseline", alert.path("basis").asText());
        alert.path("contributors")
                .forEach(part -> line(
                        console,
                        "behind it",
                        part.path("label").asText() + "  "
                                + String.format(
                                        Locale.ROOT,
                                        "%.0f%%",
                                        100 * part.path("ratio").asDouble())));
        alert.path("changes").forEach(change -> line(console, "changed", change.asText()));
        alert.path("timeline")
                .forEach(entry -> line(
                        console,
                        Words.time(entry.path("at")),
                        entry.path("kind").asText() + ": " + entry.path("text").asText()));
    }

    private static void line(Console console, String name, String text) {
        if (!text.isEmpty()) {
            console.print(console.paint(Console.Tint.DIM, String.format(Locale.ROOT, "  %-14s  ", name)) + text);
        }
    }

    private static String number(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.asDouble())
                ? BigDecimal.valueOf(value.asDouble())
                        .round(new MathContext(DIGITS))
                        .stripTrailingZeros()
                        .toPlainString()
                : "-";
    }
}
