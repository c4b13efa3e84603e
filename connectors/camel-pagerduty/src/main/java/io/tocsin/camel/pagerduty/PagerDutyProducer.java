// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import io.tocsin.camel.vendor.VendorProducer;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Message;

/** Sends one event per exchange; the body stays as it was. Thread-safe. */
public class PagerDutyProducer extends VendorProducer<PagerDutyClient.Accepted> {

    private final PagerDutyEndpoint endpoint;
    private final PagerDutyClient client;

    PagerDutyProducer(PagerDutyEndpoint endpoint, PagerDutyClient client) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
    }

    @Override
    protected CompletableFuture<PagerDutyClient.Accepted> send(Message message) {
        return client.send(PagerDutyEvent.of(endpoint.getOperation(), endpoint.getConfiguration(), message));
    }

    @Override
    protected void note(PagerDutyClient.Accepted accepted, Message message) {
        message.setHeader(PagerDutyConstants.STATUS, accepted.status());
        message.setHeader(PagerDutyConstants.MESSAGE, accepted.message());
        if (!accepted.dedupKey().isEmpty()) {
            message.setHeader(PagerDutyConstants.DEDUP_KEY, accepted.dedupKey());
        }
    }
}
