// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The open connections: never more than a maximum, and none that is silent or slow for long. One rule covers idle
 * connections, headers or bodies that trickle in, and answers that never come: a connection must begin a new request
 * within the timeout of the one before. Streams are exempt. Thread-safe.
 */
public final class Connections {
    private final int max;
    private final long timeoutNanos;
    private final Map<HttpConnection, Link> links = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    /** With bounds. */
    public Connections(int max, Duration timeout) {
        this.max = max;
        this.timeoutNanos = timeout.toNanos();
    }

    /** How many are open. */
    public int open() {
        return open.get();
    }

    /** A connection was made; it is closed at once when there are too many. */
    public void opened(HttpConnection connection) {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            connection.close();
            return;
        }
        links.put(connection, new Link());
        connection.closeHandler(ignored -> {
            if (links.remove(connection) != null) {
                open.decrementAndGet();
            }
        });
    }

    void began(Exchange exchange) {
        Link link = links.get(exchange.request().connection());
        if (link != null) {
            link.current = exchange;
            link.sinceNanos = System.nanoTime();
        }
    }

    /** Ends what has taken too long. Called from time to time. */
    public void sweep() {
        long now = System.nanoTime();
        links.forEach((connection, link) -> {
            if (now - link.sinceNanos > timeoutNanos) {
                end(connection, link);
            }
        });
    }

    private static void end(HttpConnection connection, Link link) {
        Exchange current = link.current;
        if (current == null) {
            connection.close();
        } else if (!current.streaming()) {
            current.context().runOnContext(ignored -> {
                if (link.current == current) {
                    current.expire();
                }
            });
        }
    }

    private static final class Link {
        private volatile @Nullable Exchange current;
        private volatile long sinceNanos = System.nanoTime();
    }
}
