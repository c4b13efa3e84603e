// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackwebhook;

import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Expect;
import io.tocsin.receivers.ReceiverSettings;
import io.tocsin.receivers.Secret;
import java.time.Clock;
import org.apache.camel.CamelContext;

/**
 * Settings of a Slack incoming webhook, which fixes the channel.
 *
 * @param name its name
 * @param webhookUrl the webhook's address, which is its secret
 */
public record SlackWebhookSettings(String name, Secret webhookUrl) implements ReceiverSettings {

    /** Validates. */
    public SlackWebhookSettings {
        Expect.name(name);
        Expect.secretAddress(name, "webhook-url", webhookUrl);
    }

    @Override
    public Receiver receiver(CamelContext context, Clock clock) {
        String scheme = "slackwebhook-" + name;
        context.addComponent(scheme, new WebhookComponent(webhookUrl));
        return new SlackWebhookReceiver(name, context, scheme);
    }
}
