// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import io.tocsin.camel.vendor.Operation;
import java.util.Locale;

/** What a {@code slackops:} endpoint does with each exchange. */
public enum SlackOpsOperation implements Operation {
    /** Posts a message to a channel. */
    POST("chat.postMessage"),
    /** Replaces a message that was posted before. */
    UPDATE("chat.update"),
    /** Replies to a message that was posted before. */
    THREAD("chat.postMessage"),
    /** Shows a message in a channel to one person only. */
    EPHEMERAL("chat.postEphemeral"),
    /** Looks for a message by the metadata it was posted with. */
    FIND("conversations.history");

    private final String method;

    SlackOpsOperation(String method) {
        this.method = method;
    }

    static SlackOpsOperation of(String name) {
        return Operation.named("slackops", values(), name);
    }

    /** The name in the endpoint URI. */
    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The Web API method. */
    String method() {
        return method;
    }
}
