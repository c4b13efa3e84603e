// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import io.tocsin.camel.slackops.SlackOpsComponent;
import io.tocsin.camel.slackops.SlackOpsConfiguration;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Expect;
import io.tocsin.receivers.ReceiverSettings;
import io.tocsin.receivers.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;

/**
 * Settings of a Slack receiver with a bot of its own.
 *
 * @param name its name
 * @param botToken the bot's token with the scope {@code chat:write}, and {@code channels:history} (in a private channel
 *     {@code groups:history}) so that a page which may have been posted is looked for before it is posted again
 * @param channel channel id or {@code #name}; Slack lets nobody look by name
 * @param baseUri address of the Web API
 * @param timeout longest wait for an answer
 */
public record SlackOpsSettings(String name, Secret botToken, String channel, URI baseUri, Duration timeout)
        implements ReceiverSettings {
    /** Slack's own address. */
    public static final URI BASE_URI = URI.create("https://slack.com/api");

    /** Validates. */
    public SlackOpsSettings {
        Expect.name(name);
        Expect.secret(name, "bot-token", botToken);
        Expect.that(
                channel.matches("[#A-Za-z0-9_-]{2,81}"),
                name,
                "channel",
                "must be an id or #name, was '" + channel + "'");
        Expect.address(name, "base-uri", baseUri);
        Expect.timeout(name, timeout);
    }

    @Override
    public Receiver receiver(CamelContext context, Clock clock) {
        SlackOpsConfiguration configuration = new SlackOpsConfiguration();
        configuration.setBotToken(botToken.reveal());
        configuration.setChannel(channel);
        configuration.setBaseUri(baseUri.toString());
        configuration.setRequestTimeout(timeout.toMillis());
        SlackOpsComponent component = new SlackOpsComponent();
        component.setConfiguration(configuration);
        String scheme = "slackops-" + name;
        context.addComponent(scheme, component);
        return new SlackOpsReceiver(name, context, scheme, clock);
    }
}
