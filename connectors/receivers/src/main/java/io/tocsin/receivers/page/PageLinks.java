// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.RunbookRun;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where to act, at this installation. Every link shows a page and changes nothing: vendors open links to preview them.
 */
final class PageLinks {
    private static final int SHORT_ID = 6;

    private final String base;

    /** @throws IllegalArgumentException if the base is not an absolute http or https address */
    PageLinks(URI base) {
        boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!web || base.getHost() == null) {
            throw new IllegalArgumentException("base-url must be an absolute http or https address, was " + base);
        }
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** By label. */
    Map<String, String> of(LiveAlert live, Optional<RunbookRun> run) {
        Map<String, String> links = new TreeMap<>();
        links.put("Detail", detail(live));
        if (live.state().open() && live.acknowledgedBy() == null) {
            links.put("Ack", detail(live) + "#ack");
        }
        run.filter(r -> live.state().open() && r.state() == RunbookRun.State.AWAITING_APPROVAL)
                .ifPresent(r -> links.put("Approve", run(r)));
        return links;
    }

    String detail(LiveAlert live) {
        return base + "/alerts/" + encode(live.id());
    }

    String run(RunbookRun run) {
        return base + "/runs/" + encode(run.id());
    }

    /** The last line: every link but the one another line has, and a name short enough to say aloud. */
    static String line(Map<String, String> links, String alertId) {
        return links.entrySet().stream()
                .filter(link -> !link.getKey().equals("Approve"))
                .map(link -> link.getKey() + " " + link.getValue() + " · ")
                .collect(Collectors.joining("", "", shortId(alertId)));
    }

    static String shortId(String alertId) {
        return alertId.substring(0, Math.min(SHORT_ID, alertId.length()));
    }

    private static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
