// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import io.tocsin.server.source.Head;
import io.tocsin.server.source.OpenSource;
import io.tocsin.server.source.Sources;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code OPTIONS} where events and webhooks are pushed: a sender of CloudEvents asks whether it may push before it does
 * (CloudEvents 1.0, HTTP 1.1 Web Hooks §4, read 2026-11-23). Whoever asks with a key in the path must have the right one.
 * Thread-safe.
 */
public final class HandshakeEndpoint implements Endpoint {
    private static final String ALLOW = "OPTIONS, POST";
    private static final int SECONDS_PER_MINUTE = 60;

    private final Sources sources;
    private final Clock clock;

    /** For sources by name; the clock is that of arrivals. */
    public HandshakeEndpoint(Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    public void serve(Exchange exchange) {
        String name = exchange.segment("source");
        OpenSource source = name.isEmpty() ? null : sources.find(name);
        HttpServerResponse response = exchange.request().response();
        if (!name.isEmpty() && source == null) {
            exchange.refuse(Refusal.notFound("no webhook of that source is set up"));
        } else if (exchange.header("webhook-request-origin") == null) {
            response.putHeader(HttpHeaders.ALLOW, ALLOW);
            exchange.refuse(new Refusal(
                    400,
                    "origin-missing",
                    "whoever asks whether it may push must say who it is",
                    "WebHook-Request-Origin",
                    "send WebHook-Request-Origin: <the sender's host>"));
        } else {
            Refusal stranger = source == null ? null : stranger(source, exchange);
            if (stranger != null) {
                exchange.refuse(stranger);
                return;
            }
            response.putHeader(HttpHeaders.ALLOW, ALLOW);
            response.putHeader("webhook-allowed-origin", "*");
            if (exchange.header("webhook-request-rate") != null) {
                response.putHeader("webhook-allowed-rate", source == null ? "*" : perMinute(source));
            }
            exchange.empty(200);
        }
    }

    private static String perMinute(OpenSource source) {
        return Long.toString((long) source.source().perSecond() * SECONDS_PER_MINUTE);
    }

    /** Who has a key shows it here too; a signature covers a body, and there is none yet. */
    private @Nullable Refusal stranger(OpenSource source, Exchange exchange) {
        return source.source().proof().inPath()
                ? source.source()
                        .proof()
                        .head(new Asking(exchange, clock.instant()))
                        .refusal()
                : null;
    }

    private record Asking(Exchange exchange, Instant at) implements Head {
        @Override
        public String key() {
            return exchange.segment("key");
        }

        @Override
        public @Nullable String header(String name) {
            return exchange.header(name);
        }
    }
}
