// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.decision;

import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonText;
import io.tocsin.server.http.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * {@code GET /ofrep/v1/events}: tells providers to read a tenant's flags again when they have changed, as server-sent events
 * of the protocol (ADR-0008, protocol 0.3.0). It looks twice a second, whatever member the flags are decided on. Thread-safe.
 */
public final class FlagStream implements Endpoint, AutoCloseable {
    /** How often it looks for a change. */
    public static final long LOOK_MILLIS = 500;

    private static final int MAX_READERS = 1_000;
    private static final int QUEUE_BYTES = 64 * 1024;
    private static final int LOOKS_PER_HEARTBEAT = 30;
    private static final EntityTag NO_FLAGS = EntityTag.of("[]");
    private static final Buffer HEARTBEAT = Buffer.buffer(": alive\n\n");

    private final String tenant;
    private final Supplier<Map<String, EntityTag>> tags;
    private final Supplier<Instant> now;
    private final Map<Exchange, Reader> readers = new ConcurrentHashMap<>();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong ids = new AtomicLong();

    /** Whoever reads, and the flags it was last told of. Confined to the looking thread after it was made. */
    private static final class Reader {
        private final String tenant;
        private EntityTag told;

        Reader(String tenant, EntityTag told) {
            this.tenant = tenant;
            this.told = told;
        }
    }

    /**
     * A stream nobody reads yet.
     *
     * @param tenant whose flags are meant when the query names none
     * @param tags the tags of the flags as they are now, by tenant; of tenants without flags none
     * @param now log time
     */
    FlagStream(String tenant, Supplier<Map<String, EntityTag>> tags, Supplier<Instant> now) {
        this.tenant = tenant;
        this.tags = tags;
        this.now = now;
    }

    /** Looks from now on. */
    public void start(Vertx vertx) {
        vertx.setPeriodic(LOOK_MILLIS, ignored -> look());
    }

    @Override
    public void serve(Exchange exchange) {
        if (readers.size() >= MAX_READERS) {
            exchange.refuse(Refusal.of(503, "stream-full", "there are too many readers", "poll with If-None-Match"));
            return;
        }
        String named = exchange.query("tenant");
        String of = named.isBlank() ? tenant : named;
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
        response.write("retry: 2000\n\n");
        readers.put(exchange, new Reader(of, tags.get().getOrDefault(of, NO_FLAGS)));
    }

    private void look() {
        if (readers.isEmpty()) {
            return;
        }
        boolean beat = looks.incrementAndGet() % LOOKS_PER_HEARTBEAT == 0;
        Map<String, EntityTag> present = tags.get();
        readers.forEach((exchange, reader) -> {
            EntityTag tag = present.getOrDefault(reader.tenant, NO_FLAGS);
            if (!tag.equals(reader.told)) {
                reader.told = tag;
                write(exchange, refetch(tag));
            } else if (beat) {
                write(exchange, HEARTBEAT);
            }
        });
    }

    private Buffer refetch(EntityTag tag) {
        StringBuilder data = new StringBuilder("{\"type\":\"refetchEvaluation\",\"etag\":");
        JsonText.quote(data, tag.toString());
        data.append(",\"lastModified\":").append(now.get().getEpochSecond()).append('}');
        return Buffer.buffer("id: " + ids.incrementAndGet() + "\nevent: message\ndata: " + data + "\n\n");
    }

    private void write(Exchange exchange, Buffer event) {
        exchange.context().runOnContext(ignored -> {
            HttpServerResponse response = exchange.request().response();
            if (response.closed()) {
                readers.remove(exchange);
            } else if (response.writeQueueFull()) {
                readers.remove(exchange);
                exchange.request().connection().close();
            } else {
                response.write(event);
            }
        });
    }

    @Override
    public void close() {
        readers.keySet().forEach(reader -> reader.request().connection().close());
    }
}
