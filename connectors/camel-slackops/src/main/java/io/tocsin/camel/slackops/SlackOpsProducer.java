// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import io.tocsin.camel.vendor.VendorProducer;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Message;

/** Sends one message per exchange; the body stays as it was. Thread-safe. */
public class SlackOpsProducer extends VendorProducer<SlackOpsClient.Accepted> {

    private final SlackOpsEndpoint endpoint;
    private final SlackOpsClient client;

    SlackOpsProducer(SlackOpsEndpoint endpoint, SlackOpsClient client) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
    }

    @Override
    protected CompletableFuture<SlackOpsClient.Accepted> send(Message message) {
        return client.send(
                endpoint.getOperation(),
                SlackOpsMessage.of(endpoint.getOperation(), endpoint.getConfiguration(), message));
    }

    @Override
    protected void note(SlackOpsClient.Accepted accepted, Message message) {
        message.setHeader(SlackOpsConstants.TS, accepted.ts());
        if (!accepted.channel().isEmpty()) {
            message.setHeader(SlackOpsConstants.CHANNEL, accepted.channel());
        }
    }
}
