// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Door;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Every stream of an installation and the Camel context they share. Reads until it is closed. Thread-safe. */
public final class Streams implements AutoCloseable {
    private static final int STOP_SECONDS = 10;

    private final CamelContext context;
    private final List<Records> readers;

    private Streams(CamelContext context, List<Records> readers) {
        this.context = context;
        this.readers = List.copyOf(readers);
    }

    /**
     * Starts to read. Brokers that cannot be reached are tried again for as long as it is open.
     *
     * @param doors what reads records, by tool
     * @param clock the engine's clock of arrivals
     * @throws IllegalStateException if a stream is set up in a way that Kafka's client does not take
     */
    public static Streams open(
            Collection<StreamSettings> settings, Map<String, Door> doors, Engine engine, Clock clock) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setName("tocsin-streams");
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        List<Records> readers = settings.stream()
                .map(one -> new Records(one, new Reader(one, doors, clock), engine, clock))
                .toList();
        try {
            for (Records reader : readers) {
                context.addRoutes(route(Kafka.endpoint(context, reader.settings()), reader));
            }
            context.start();
        } catch (Exception e) {
            context.stop();
            throw new IllegalStateException("the streams cannot be read: " + e.getMessage(), e);
        }
        return new Streams(context, readers);
    }

    private static RouteBuilder route(Endpoint endpoint, Records reader) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(endpoint).routeId(reader.settings().name()).process(reader);
            }
        };
    }

    /** Stops reading. What is on its way is finished, or read again later. Blocks. */
    @Override
    public void close() {
        readers.forEach(Records::close);
        context.stop();
    }
}
