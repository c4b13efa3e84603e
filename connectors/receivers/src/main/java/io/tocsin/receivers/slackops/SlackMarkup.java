// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import io.tocsin.receivers.page.PlainText;

/**
 * Text in Slack's {@code mrkdwn}. The three characters by which Slack knows mentions, channels and links are escaped
 * (docs.slack.dev, formatting message text, read 2026-11-23), so that no name of a user can call a channel.
 */
public final class SlackMarkup {
    private SlackMarkup() {}

    /** The text as it is, whatever stands in it. */
    public static String escape(String text) {
        return PlainText.clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A link of ours. */
    public static String link(String label, String url) {
        return "<" + url.replace(">", "%3E").replace("|", "%7C") + "|" + escape(label) + ">";
    }
}
