// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a {@code slackops:} endpoint does with each exchange. */
public enum SlackOpsOperation {
    /** Posts a message to a channel. */
    POST("chat.postMessage"),
    /** Replaces a message that was posted before. */
    UPDATE("chat.update"),
    /** Replies to a message that was posted before. */
    THREAD("chat.postMessage"),
    /** Shows a message in a channel to one person only. */
    EPHEMERAL("chat.postEphemeral");

    private final String method;

    SlackOpsOperation(String method) {
        this.method = method;
    }

    static SlackOpsOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("slackops operation must be one of "
                        + Arrays.stream(values())
                                .map(SlackOpsOperation::wireName)
                                .collect(Collectors.joining(", "))
                        + ", was " + name));
    }

    /** The name in the endpoint URI. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The Web API method. */
    String method() {
        return method;
    }
}
