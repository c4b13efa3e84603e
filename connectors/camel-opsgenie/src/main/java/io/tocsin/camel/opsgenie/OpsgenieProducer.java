// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import io.tocsin.camel.vendor.VendorProducer;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Message;

/**
 * Makes one request per exchange. The body stays as it was, but for {@code requestStatus}, which puts the outcome there
 * as a map. Thread-safe.
 */
public class OpsgenieProducer extends VendorProducer<OpsgenieClient.Accepted> {

    private final OpsgenieEndpoint endpoint;
    private final OpsgenieClient client;

    OpsgenieProducer(OpsgenieEndpoint endpoint, OpsgenieClient client) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
    }

    @Override
    protected CompletableFuture<OpsgenieClient.Accepted> send(Message message) {
        return client.send(OpsgenieRequest.of(endpoint.getOperation(), endpoint.getConfiguration(), message));
    }

    @Override
    protected void note(OpsgenieClient.Accepted accepted, Message message) {
        message.setHeader(OpsgenieConstants.RESULT, accepted.result());
        accepted.outcome()
                .ifPresentOrElse(
                        outcome -> note(outcome, message),
                        () -> message.setHeader(OpsgenieConstants.REQUEST_ID, accepted.requestId()));
    }

    /** The request id stays the one that was asked about, so that the question can be asked again. */
    private static void note(OpsgenieClient.Outcome outcome, Message message) {
        message.setHeader(OpsgenieConstants.SUCCESS, outcome.success());
        message.setHeader(OpsgenieConstants.ALERT_ID, outcome.alertId());
        message.setHeader(OpsgenieConstants.ALIAS, outcome.alias());
        message.setBody(outcome.fields());
    }
}
