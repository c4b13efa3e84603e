// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operation;

import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;

/** Whether the process lives, whether it can take signals, and what it counts. Thread-safe. */
public final class HealthEndpoints {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Engine engine;
    private final Metrics metrics;

    /** Of an engine and its process. */
    public HealthEndpoints(Engine engine, Metrics metrics) {
        this.engine = engine;
        this.metrics = metrics;
    }

    /** {@code GET /-/healthy}: the process answers. */
    public void healthy(Exchange exchange) {
        exchange.answer(200, TEXT, "Tocsin is healthy.\n");
    }

    /** {@code GET /-/ready}: signals are accepted. */
    public void ready(Exchange exchange) {
        if (engine.ready()) {
            exchange.answer(200, TEXT, "Tocsin is ready.\n");
        } else {
            exchange.refuse(Refusal.of(
                    503, "not-ready", "the engine is starting, recovering or stopping", "wait until it is ready"));
        }
    }

    /** {@code GET /metrics}. */
    public void metrics(Exchange exchange) {
        exchange.answer(200, Metrics.MEDIA_TYPE, metrics.scrape());
    }
}
