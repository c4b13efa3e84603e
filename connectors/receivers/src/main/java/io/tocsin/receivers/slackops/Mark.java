// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import io.tocsin.model.response.Page;
import java.util.Locale;
import java.util.Map;

/**
 * By what a page is known again in Slack, which has no dedup key: the metadata of its message. Equal for every attempt at
 * one page, different for any two pages. An update that does not mention it leaves it as it is (docs.slack.dev, chat.update,
 * read 2026-11-26).
 *
 * @param receiver who posts it: two receivers may share a channel
 * @param alertId the alert, which is the dedup key
 * @param page what it is of the alert, as {@code trigger@2026-11-23T03:05:00Z}
 */
record Mark(String receiver, String alertId, String page) {
    static Mark of(String receiver, Page page) {
        return new Mark(receiver, page.alertId(), page.action().name().toLowerCase(Locale.ROOT) + "@" + page.at());
    }

    /** As Slack's {@code metadata}. */
    Map<String, Object> metadata() {
        return Map.of(
                "event_type",
                "tocsin_page",
                "event_payload",
                Map.of("receiver", receiver, "dedup_key", alertId, "page", page));
    }
}
