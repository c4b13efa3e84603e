// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Makes one request per exchange without blocking the calling thread. Thread-safe.
 *
 * <p>The exception, if any, is on the exchange before the callback runs, and the callback runs exactly once: error
 * handlers look at the exchange at that moment.
 *
 * @param <A> what the vendor accepted
 */
public abstract class VendorProducer<A> extends DefaultAsyncProducer {

    protected VendorProducer(Endpoint endpoint) {
        super(endpoint);
    }

    /**
     * Sends what the message says.
     *
     * @throws VendorException when it is refused before it is sent
     */
    protected abstract CompletableFuture<A> send(Message message);

    /** Notes the vendor's answer on the message. */
    protected abstract void note(A accepted, Message message);

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<A> answer;
        try {
            answer = send(exchange.getMessage());
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
}
