// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.opsgenie;

import io.tocsin.camel.opsgenie.OpsgenieComponent;
import io.tocsin.camel.opsgenie.OpsgenieConfiguration;
import io.tocsin.camel.opsgenie.OpsgenieFlavour;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Expect;
import io.tocsin.receivers.ReceiverSettings;
import io.tocsin.receivers.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;

/**
 * Settings of an Opsgenie or JSM Operations receiver. Opsgenie is switched off on 5 April 2027 (support.atlassian.com,
 * read 2026-11-23); JSM takes the same calls.
 *
 * @param name its name
 * @param flavour which product answers
 * @param apiKey key of an API integration
 * @param baseUri address of the Alert API without {@code /v2/alerts}
 * @param timeout longest wait for an answer
 */
public record OpsgenieSettings(String name, OpsgenieFlavour flavour, Secret apiKey, URI baseUri, Duration timeout)
        implements ReceiverSettings {

    /** Validates. */
    public OpsgenieSettings {
        Expect.name(name);
        Expect.secret(name, "api-key", apiKey);
        Expect.address(name, "base-uri", baseUri);
        Expect.timeout(name, timeout);
    }

    /** The vendor's own address; {@code https://api.eu.opsgenie.com} for Opsgenie accounts in Europe. */
    public static URI baseUri(OpsgenieFlavour flavour) {
        return URI.create(
                flavour == OpsgenieFlavour.JSM
                        ? "https://api.atlassian.com/jsm/ops/integration"
                        : "https://api.opsgenie.com");
    }

    @Override
    public Receiver receiver(CamelContext context, Clock clock) {
        OpsgenieConfiguration configuration = new OpsgenieConfiguration();
        configuration.setFlavour(flavour);
        configuration.setApiKey(apiKey.reveal());
        configuration.setBaseUri(baseUri.toString());
        configuration.setRequestTimeout(timeout.toMillis());
        configuration.setSource("tocsin");
        OpsgenieComponent component = new OpsgenieComponent();
        component.setConfiguration(configuration);
        String scheme = "opsgenie-" + name;
        context.addComponent(scheme, component);
        return new OpsgenieReceiver(name, context, scheme);
    }
}
