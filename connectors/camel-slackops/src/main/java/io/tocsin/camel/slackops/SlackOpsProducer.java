// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Sends one message per exchange without blocking the calling thread. Thread-safe.
 *
 * <p>The exception, if any, is on the exchange before the callback runs, and the callback runs exactly once: error
 * handlers look at the exchange at that moment. The body stays as it was.
 */
public class SlackOpsProducer extends DefaultAsyncProducer {

    private final SlackOpsEndpoint endpoint;
    private final SlackOpsClient client;

    SlackOpsProducer(SlackOpsEndpoint endpoint, SlackOpsClient client) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<SlackOpsClient.Accepted> answer;
        try {
            answer = client.send(
                    endpoint.getOperation(),
                    SlackOpsMessage.of(endpoint.getOperation(), endpoint.getConfiguration(), exchange.getMessage()));
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

    private static void note(SlackOpsClient.Accepted accepted, Message message) {
        message.setHeader(SlackOpsConstants.TS, accepted.ts());
        if (!accepted.channel().isEmpty()) {
            message.setHeader(SlackOpsConstants.CHANNEL, accepted.channel());
        }
    }
}
