// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackwebhook;

import io.tocsin.receivers.Secret;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.slack.SlackComponent;
import org.apache.camel.component.slack.SlackEndpoint;

/**
 * Camel's Slack component for one webhook. It names no channel in its messages: a webhook has its own, and an old one
 * would otherwise be talked into another.
 */
final class WebhookComponent extends SlackComponent {
    WebhookComponent(Secret url) {
        setWebhookUrl(url.reveal());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String channelName, Map<String, Object> parameters) throws Exception {
        SlackEndpoint endpoint = (SlackEndpoint) super.createEndpoint(uri, channelName, parameters);
        endpoint.setChannel(null);
        return endpoint;
    }
}
