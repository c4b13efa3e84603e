// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import io.tocsin.camel.vendor.HttpConfiguration;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of a {@code slackops:} endpoint. A plain bean, as Camel wants it; not thread-safe, copied per endpoint. */
@UriParams
public class SlackOpsConfiguration extends HttpConfiguration {

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The bot token, xoxb-..., with the scope chat:write; find needs channels:history too.")
    private @Nullable String botToken;

    @UriParam(defaultValue = "https://slack.com/api")
    @Metadata(description = "Address of the Web API.")
    private String baseUri = "https://slack.com/api";

    @UriParam
    @Metadata(description = "Channel of messages that do not name one: an id or #name.")
    private @Nullable String channel;

    @UriParam
    @Metadata(description = "The only reader of ephemeral messages that do not name one, by user id.")
    private @Nullable String user;

    @UriParam(defaultValue = "false")
    @Metadata(description = "Whether replies in a thread also show in the channel.")
    private boolean replyBroadcast;

    /** A copy that can be changed without changing this one. */
    public SlackOpsConfiguration copy() {
        return (SlackOpsConfiguration) clone();
    }

    public @Nullable String getBotToken() {
        return botToken;
    }

    public void setBotToken(@Nullable String botToken) {
        this.botToken = botToken;
    }

    public String getBaseUri() {
        return baseUri;
    }

    public void setBaseUri(String baseUri) {
        this.baseUri = baseUri;
    }

    public @Nullable String getChannel() {
        return channel;
    }

    public void setChannel(@Nullable String channel) {
        this.channel = channel;
    }

    public @Nullable String getUser() {
        return user;
    }

    public void setUser(@Nullable String user) {
        this.user = user;
    }

    public boolean isReplyBroadcast() {
        return replyBroadcast;
    }

    public void setReplyBroadcast(boolean replyBroadcast) {
        this.replyBroadcast = replyBroadcast;
    }
}
