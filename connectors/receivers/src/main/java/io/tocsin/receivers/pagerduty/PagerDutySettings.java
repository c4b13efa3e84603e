// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.pagerduty;

import io.tocsin.camel.pagerduty.PagerDutyComponent;
import io.tocsin.camel.pagerduty.PagerDutyConfiguration;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Expect;
import io.tocsin.receivers.ReceiverSettings;
import io.tocsin.receivers.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;

/**
 * Settings of a PagerDuty receiver.
 *
 * @param name its name
 * @param routingKey integration key of the service, 32 characters
 * @param baseUri address of the Events API
 * @param timeout longest wait for an answer
 */
public record PagerDutySettings(String name, Secret routingKey, URI baseUri, Duration timeout)
        implements ReceiverSettings {
    /** The Events API of accounts outside Europe; {@code https://events.eu.pagerduty.com} inside. */
    public static final URI BASE_URI = URI.create("https://events.pagerduty.com");

    private static final int KEY_LENGTH = 32;

    /** Validates. */
    public PagerDutySettings {
        Expect.name(name);
        Expect.secret(name, "routing-key", routingKey);
        int length = routingKey.reveal().length();
        Expect.that(length == KEY_LENGTH, name, "routing-key", "must have 32 characters, had " + length);
        Expect.address(name, "base-uri", baseUri);
        Expect.timeout(name, timeout);
    }

    @Override
    public Receiver receiver(CamelContext context, Clock clock) {
        PagerDutyConfiguration configuration = new PagerDutyConfiguration();
        configuration.setRoutingKey(routingKey.reveal());
        configuration.setBaseUri(baseUri.toString());
        configuration.setRequestTimeout(timeout.toMillis());
        configuration.setClient("Tocsin");
        PagerDutyComponent component = new PagerDutyComponent();
        component.setConfiguration(configuration);
        String scheme = "pagerduty-" + name;
        context.addComponent(scheme, component);
        return new PagerDutyReceiver(name, context, scheme);
    }
}
