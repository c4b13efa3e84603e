// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Console.Tint;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the server's documents say, in words for people. Times are local. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Words() {}

    /** {@code 11-24 03:40:07}, or a dash when there is no time. */
    static String time(JsonNode at) {
        return at.isTextual() ? TIME.format(Instant.parse(at.asText())) : "-";
    }

    /** {@code team=search}. */
    static String scope(JsonNode scope) {
        return scope.path("kind").asText("?") + "=" + scope.path("id").asText("?");
    }

    /** A short word for a severity, in its colour. */
    static String severity(Console console, String severity) {
        return switch (severity) {
            case "critical" -> console.paint(Tint.RED, "CRIT");
            case "warning" -> console.paint(Tint.YELLOW, "WARN");
            case "info" -> console.paint(Tint.BLUE, "INFO");
            default -> console.paint(Tint.DIM, "  - ");
        };
    }

    /** {@code $412.18}, or a dash when there is no number. */
    static String usd(JsonNode amount) {
        return amount.isNumber() ? String.format(Locale.ROOT, "$%.2f", amount.asDouble()) : "-";
    }

    /** What matchers see of an alert. */
    static Map<String, String> labels(JsonNode alert) {
        Map<String, String> labels = new TreeMap<>();
        alert.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        for (String name : new String[] {"rule", "severity", "class", "state", "fingerprint"}) {
            labels.put(name, alert.path(name).asText(""));
        }
        labels.put("alertname", alert.path("rule").asText(""));
        labels.put("tenant", alert.path("scope").path("tenant").asText(""));
        labels.put(
                alert.path("scope").path("kind").asText("scope"),
                alert.path("scope").path("id").asText(""));
        return labels;
    }
}
