// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.opsgenie;

import io.tocsin.model.alert.Severity;
import io.tocsin.model.response.Page;
import io.tocsin.receivers.page.PlainText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page as Opsgenie's fields. Descriptions and notes may be shown as HTML, so what looks like a tag is written with
 * marks that are none.
 */
final class OpsgenieMessage {
    private OpsgenieMessage() {}

    static Map<String, Object> alert(Page page) {
        return Map.of(
                "message", plain(page.title()),
                "description", lines(page),
                "priority", priority(page.severity()),
                "entity", plain(page.details().getOrDefault("scope", "")),
                "tags", tags(page),
                "details", details(page));
    }

    static Map<String, Object> note(Page page) {
        return Map.of("note", plain(page.title()) + "\n" + lines(page));
    }

    private static String lines(Page page) {
        return page.lines().stream().map(OpsgenieMessage::plain).collect(Collectors.joining("\n"));
    }

    private static List<String> tags(Page page) {
        return Stream.of("rule", "class")
                .map(key -> page.details().getOrDefault(key, ""))
                .filter(tag -> !tag.isEmpty())
                .map(OpsgenieMessage::plain)
                .toList();
    }

    private static Map<String, String> details(Page page) {
        return page.details().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> plain(entry.getKey()), entry -> plain(entry.getValue()), (a, b) -> a));
    }

    private static String priority(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "P1";
            case WARNING -> "P3";
            case INFO -> "P5";
        };
    }

    private static String plain(String text) {
        return PlainText.clean(text).replace('<', '‹').replace("->", "→").replace('>', '›');
    }
}
