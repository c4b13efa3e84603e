// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/v1/stream}: every change of an alert or a run as a server-sent event, named by its kind, with a comment
 * as a heartbeat. A reader that does not keep up is cut off; it reconnects and reads the present state anew. Thread-safe.
 */
public final class StreamEndpoint implements Endpoint, AutoCloseable {
    /** How often a silent stream shows that it is alive. */
    public static final long HEARTBEAT_MILLIS = 15_000;

    private static final Logger LOG = LoggerFactory.getLogger(StreamEndpoint.class);
    private static final int MAX_READERS = 200;
    private static final int QUEUE_BYTES = 256 * 1024;
    private static final Buffer HEARTBEAT = Buffer.buffer(": alive\n\n");

    private final Map<Exchange, Boolean> readers = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AutoCloseable listening;

    /** Of an engine; stops listening when closed. */
    public StreamEndpoint(Engine engine) {
        listening = engine.listen(this::tell);
    }

    /** Sends heartbeats from now on. */
    public void beat(Vertx vertx, long everyMillis) {
        vertx.setPeriodic(everyMillis, ignored -> send(HEARTBEAT));
    }

    @Override
    public void serve(Exchange exchange) {
        if (readers.size() >= MAX_READERS) {
            exchange.refuse(Refusal.of(503, "stream-full", "there are too many readers", "try again later"));
            return;
        }
        HttpServerResponse response = exchange.request().response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        exchange.stream();
        if (exchange.request().method() == HttpMethod.HEAD) {
            response.end();
            return;
        }
        response.setChunked(true).setWriteQueueMaxSize(QUEUE_BYTES);
        response.closeHandler(ignored -> readers.remove(exchange));
        readers.put(exchange, true);
        response.write("retry: 2000\n\n");
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("could not stop listening");
        }
        readers.keySet().forEach(reader -> reader.request().connection().close());
    }

    private void tell(Engine.Update update) {
        if (!readers.isEmpty()) {
            send(Buffer.buffer("id: " + ids.incrementAndGet() + "\nevent: " + word(update.kind()) + "\ndata: "
                    + Documents.update(update) + "\n\n"));
        }
    }

    private void send(Buffer event) {
        readers.keySet().forEach(reader -> reader.context().runOnContext(ignored -> write(reader, event)));
    }

    private void write(Exchange reader, Buffer event) {
        HttpServerResponse response = reader.request().response();
        if (response.closed()) {
            readers.remove(reader);
        } else if (response.writeQueueFull()) {
            readers.remove(reader);
            LOG.atDebug().log("cut off a reader of the stream that did not keep up");
            reader.request().connection().close();
        } else {
            response.write(event);
        }
    }

    private static String word(String kind) {
        return kind.replaceAll("[^a-z-]", "");
    }
}
