// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import io.tocsin.model.response.Page;
import io.tocsin.receivers.page.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page as Block Kit: the title as header, the lines as one section, the links as buttons, the short id as context. The
 * line of links is told by the buttons and is left out.
 */
final class SlackOpsMessage {
    private SlackOpsMessage() {}

    /** The whole message; {@code text} is what notifications show. */
    static Map<String, Object> of(Page page) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "header", "text", plain(page.title())));
        String body = lines(page);
        if (!body.isEmpty()) {
            blocks.add(Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", body, "verbatim", true)));
        }
        if (!page.links().isEmpty()) {
            blocks.add(Map.of("type", "actions", "elements", buttons(page)));
        }
        blocks.add(Map.of("type", "context", "elements", List.of(plain(context(page)))));
        return Map.of("text", SlackMarkup.escape(page.title()), "blocks", blocks);
    }

    /** What a follower of the thread reads: the title and what is new. */
    static Map<String, Object> reply(Page page) {
        String news = page.action() == Page.Action.UPDATE
                ? action(page)
                : page.lines().stream().findFirst().orElse("");
        return Map.of(
                "text",
                SlackMarkup.escape(page.title()) + "\n" + withLinks(page, news),
                "reply_broadcast",
                page.action() == Page.Action.TRIGGER);
    }

    private static String action(Page page) {
        return page.lines().stream()
                .filter(line -> !isLinkLine(page, line))
                .reduce((first, last) -> last)
                .orElse("");
    }

    private static String lines(Page page) {
        return page.lines().stream()
                .filter(line -> !isLinkLine(page, line))
                .map(line -> withLinks(page, line))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isLinkLine(Page page, String line) {
        String detail = page.links().get("Detail");
        return detail != null && line.contains("Detail " + detail);
    }

    private static String withLinks(Page page, String line) {
        String text = SlackMarkup.escape(line);
        for (Map.Entry<String, String> link : page.links().entrySet()) {
            String url = SlackMarkup.escape(link.getValue());
            if (text.endsWith(" " + url)) {
                return text.substring(0, text.length() - url.length()) + SlackMarkup.link(link.getKey(), url);
            }
        }
        return text;
    }

    private static List<Map<String, Object>> buttons(Page page) {
        return page.links().entrySet().stream()
                .map(link -> Map.of(
                        "type",
                        "button",
                        "action_id",
                        "tocsin-" + link.getKey().toLowerCase(Locale.ROOT),
                        "text",
                        plain(link.getKey()),
                        "url",
                        link.getValue()))
                .toList();
    }

    private static String context(Page page) {
        String id = page.alertId().substring(0, Math.min(6, page.alertId().length()));
        String degraded = page.details().containsKey("degraded") ? " · degraded page" : "";
        return page.severity().word() + " · " + id + degraded;
    }

    /** Slack says it looks for no mentions in plain text; without the marks there is nothing to find. */
    private static Map<String, Object> plain(String words) {
        String text = PlainText.clean(words).replace('<', '‹').replace('>', '›');
        return Map.of("type", "plain_text", "text", text, "emoji", false);
    }
}
