// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers;

import io.tocsin.camel.vendor.RetryableException;
import io.tocsin.camel.vendor.VendorException;
import io.tocsin.model.response.Delivery;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/**
 * Sends to the endpoints of one receiver and turns what came of it into a {@link Delivery}. An exception on the exchange
 * always counts, whatever the component's callback said. Thread-safe; blocks until the vendor has answered.
 */
public final class Wire {
    private final CamelContext context;
    private final String scheme;
    private final Function<Exception, Delivery> refusal;
    private final ProducerTemplate template;

    /**
     * The wire of a receiver over one of our own components.
     *
     * @param context the context its component is in
     * @param scheme the scheme of its component
     */
    public Wire(CamelContext context, String scheme) {
        this(context, scheme, Wire::refusal);
    }

    /**
     * The wire of a receiver over somebody else's component.
     *
     * @param refusal what an exception of that component means
     */
    public Wire(CamelContext context, String scheme, Function<Exception, Delivery> refusal) {
        this.context = context;
        this.scheme = scheme;
        this.refusal = refusal;
        this.template = context.createProducerTemplate();
    }

    /**
     * Sends one message, with these headers and no others.
     *
     * @param operation what follows the scheme, such as {@code trigger}
     * @param reference makes the vendor's reference of the answer
     */
    public Delivery send(
            String operation, Object body, Map<String, String> headers, Function<Message, String> reference) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        headers.forEach(exchange.getMessage()::setHeader);
        Exchange answer = template.send(scheme + ":" + operation, exchange);
        Exception exception = answer.getException();
        return exception == null
                ? new Delivery.Accepted(reference.apply(answer.getMessage()))
                : refusal.apply(exception);
    }

    private static Delivery refusal(Exception exception) {
        if (exception instanceof RetryableException retryable) {
            return new Delivery.Unreachable(String.valueOf(retryable.getMessage()), retryable.retryAfter());
        }
        return exception instanceof VendorException
                ? new Delivery.Refused(String.valueOf(exception.getMessage()))
                : unknown(exception);
    }

    /** The meaning of an exception that is none of the vendor's: the message is never told, it may hold an address. */
    public static Delivery unknown(Exception exception) {
        return new Delivery.Unreachable(
                "could not be sent: " + exception.getClass().getSimpleName(), Optional.empty());
    }
}
