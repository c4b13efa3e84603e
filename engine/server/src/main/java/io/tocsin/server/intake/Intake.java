// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.operation.Metrics;
import java.time.Clock;
import java.util.Map;

/**
 * From a body to durable signals: read by a door, accepted by the engine, answered once it is durable. Large bodies are
 * read on a worker so that they do not hold up the event loop. Thread-safe.
 */
public final class Intake {
    private static final int LARGE = 256 * 1024;

    private final Engine engine;
    private final Metrics metrics;
    private final Clock clock;
    private final String tenant;
    private final Cardinality cardinality;

    /** Into an engine, for a tenant. */
    public Intake(Engine engine, Metrics metrics, Clock clock, String tenant) {
        this.engine = engine;
        this.metrics = metrics;
        this.clock = clock;
        this.tenant = tenant;
        this.cardinality = new Cardinality(clock);
    }

    /** Takes one body; the form says how the sender is answered. */
    void take(Exchange exchange, Inlet inlet, byte[] body, Form form) {
        Delivery delivery = new Delivery(this, exchange, inlet, body, form);
        if (!engine.ready()) {
            delivery.refuse(Delivery.NOT_READY);
            return;
        }
        if (engine.overloaded()) {
            delivery.refuse(Delivery.OVERLOADED);
            return;
        }
        Map<String, String> headers = form.headers(exchange);
        Message message = new Message(
                body,
                form.mediaType(exchange),
                headers,
                inlet.tenant().isEmpty() ? tenant : inlet.tenant(),
                clock.instant(),
                inlet.deliveryId());
        if (body.length < LARGE) {
            delivery.read(inlet.door().read(message), null);
        } else {
            exchange.then(
                    exchange.context()
                            .executeBlocking(() -> inlet.door().read(message), false)
                            .toCompletionStage(),
                    delivery::read);
        }
    }

    /** The engine that signals go to. */
    public Engine engine() {
        return engine;
    }

    Cardinality cardinality() {
        return cardinality;
    }

    String tenant() {
        return tenant;
    }

    Metrics metrics() {
        return metrics;
    }

    /** The clock of arrivals. */
    public Clock clock() {
        return clock;
    }
}
