// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.camel.vendor.BodyReader;
import io.tocsin.camel.vendor.Fields;
import io.tocsin.camel.vendor.PermanentException;
import org.apache.camel.Message;

/**
 * Makes the arguments of a Web API method of a message's body, then its headers, then the endpoint's defaults.
 *
 * <p>The body is a list of Block Kit blocks, or a map with {@code text}, {@code blocks} and whatever else the method
 * takes; a {@code String} is JSON when it starts with a brace or a bracket-brace, and the text otherwise.
 */
final class SlackOpsMessage {

    private static final BodyReader BODY = BodyReader.textOrList("text", "blocks");

    private SlackOpsMessage() {}

    /**
     * @throws PermanentException when the body cannot become a message, or a channel, ts or user is missing
     */
    static ObjectNode of(SlackOpsOperation operation, SlackOpsConfiguration configuration, Message message) {
        ObjectNode arguments = BODY.read(message.getBody());
        Fields.fromHeader(SlackOpsConstants.TEXT, message, "text", arguments);
        Fields.fromHeader(SlackOpsConstants.CHANNEL, message, "channel", arguments);
        Fields.orDefault(arguments, "channel", configuration.getChannel());
        Fields.require(arguments, "channel", SlackOpsConstants.CHANNEL, operation);
        switch (operation) {
            case POST, FIND -> {
                // a channel is all a post needs; what is looked for is no message
            }
            case UPDATE -> {
                Fields.fromHeader(SlackOpsConstants.TS, message, "ts", arguments);
                Fields.require(arguments, "ts", SlackOpsConstants.TS, operation);
            }
            case THREAD -> {
                Fields.fromHeader(SlackOpsConstants.TS, message, "thread_ts", arguments);
                Fields.fromHeader(SlackOpsConstants.THREAD_TS, message, "thread_ts", arguments);
                Fields.require(arguments, "thread_ts", SlackOpsConstants.THREAD_TS, operation);
                if (configuration.isReplyBroadcast()) {
                    arguments.put("reply_broadcast", true);
                }
            }
            case EPHEMERAL -> {
                Fields.fromHeader(SlackOpsConstants.USER, message, "user", arguments);
                Fields.orDefault(arguments, "user", configuration.getUser());
                Fields.require(arguments, "user", SlackOpsConstants.USER, operation);
            }
        }
        return Limits.fit(arguments);
    }
}
