// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Makes one request per exchange without blocking the calling thread. Thread-safe.
 *
 * <p>The exception, if any, is on the exchange before the callback runs, and the callback runs exactly once: error
 * handlers look at the exchange at that moment. The body stays as it was, but for
 * {@code requestStatus}, which puts the outcome there as a map.
 */
public class OpsgenieProducer extends DefaultAsyncProducer {

    private final OpsgenieEndpoint endpoint;
    private final OpsgenieClient client;

    OpsgenieProducer(OpsgenieEndpoint endpoint, OpsgenieClient client) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<OpsgenieClient.Accepted> answer;
        try {
            answer = client.send(
                    OpsgenieRequest.of(endpoint.getOperation(), endpoint.getConfiguration(), exchange.getMessage()));
        } catch (RuntimeException refusedBeforeSending) {
            exchange.setException(refusedBeforeSending);
            callback.done(true);
            return true;
        }
        CompletableFuture<Void> unused = answer.thenAccept(accepted -> note(accepted, exchange.getMessage()))
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        exchange.setException(Transport.cause(failure));
                    }
                    callback.done(false);
                });
        return false;
    }

    private static void note(OpsgenieClient.Accepted accepted, Message message) {
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
