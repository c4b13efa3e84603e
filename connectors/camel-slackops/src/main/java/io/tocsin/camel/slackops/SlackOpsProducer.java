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
        SlackOpsOperation operation = endpoint.getOperation();
        return operation == SlackOpsOperation.FIND
                ? client.find(SlackOpsQuery.of(endpoint.getConfiguration(), message))
                : client.send(operation, SlackOpsMessage.of(operation, endpoint.getConfiguration(), message));
    }

    @Override
    protected void note(SlackOpsClient.Accepted accepted, Message message) {
        if (accepted.ts().isEmpty()) {
            message.removeHeader(SlackOpsConstants.TS);
        } else {
            message.setHeader(SlackOpsConstants.TS, accepted.ts());
        }
        if (!accepted.channel().isEmpty()) {
            message.setHeader(SlackOpsConstants.CHANNEL, accepted.channel());
        }
    }
}
