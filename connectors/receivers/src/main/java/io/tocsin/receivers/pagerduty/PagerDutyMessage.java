// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.pagerduty;

import io.tocsin.model.response.Page;
import io.tocsin.receivers.page.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A page as PagerDuty's fields. PagerDuty shows them as plain text, so invisible characters are all there is to fear. */
final class PagerDutyMessage {
    private PagerDutyMessage() {}

    /** The event of a trigger; acknowledge and resolve need only the key, and the component leaves the rest out. */
    static Map<String, Object> event(Page page) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("summary", PlainText.clean(page.title()));
        event.put("severity", page.severity().word());
        event.put("source", page.details().getOrDefault("scope", "tocsin"));
        event.put("timestamp", page.at().toString());
        event.put("group", page.details().getOrDefault("rule", ""));
        event.put("class", page.details().getOrDefault("class", ""));
        event.put("custom_details", details(page));
        event.put("links", links(page));
        Optional.ofNullable(page.links().get("Detail")).ifPresent(url -> event.put("client_url", url));
        event.values().removeIf(""::equals);
        return event;
    }

    /** The change event of an automation, if the page tells of one. */
    static Optional<Map<String, Object>> change(Page page) {
        return Optional.ofNullable(page.details().get("change"))
                .map(text -> Map.of(
                        "summary", PlainText.clean(text),
                        "source", "tocsin",
                        "timestamp", page.at().toString(),
                        "links", links(page)));
    }

    private static Map<String, String> details(Page page) {
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i < page.lines().size(); i++) {
            details.put("line " + (i + 1), PlainText.clean(page.lines().get(i)));
        }
        page.details().forEach((key, value) -> details.put(PlainText.clean(key), PlainText.clean(value)));
        return details;
    }

    private static List<Map<String, String>> links(Page page) {
        List<Map<String, String>> links = new ArrayList<>();
        page.links().forEach((label, url) -> links.add(Map.of("href", url, "text", PlainText.clean(label))));
        return links;
    }
}
