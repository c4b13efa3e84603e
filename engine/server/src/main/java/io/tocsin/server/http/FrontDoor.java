// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tocsin.server.operation.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;

/** Where every request enters: is it for us, is there such a route, may the caller use it. Thread-safe. */
public final class FrontDoor {
    /** What was sent is not HTTP, or it cannot be told where it ends. */
    static final Refusal MALFORMED = Refusal.of(400, "http-malformed", "the request is not valid HTTP/1.1", "");

    private final Vertx vertx;
    private final RouteTable routes;
    private final HostGuard guard;
    private final Authentication authentication;
    private final Connections connections;
    private final Metrics metrics;
    private Answers answers = Answers.PROBLEM;
    private long timeoutMillis;

    /** With what it asks. */
    public FrontDoor(
            Vertx vertx,
            RouteTable routes,
            HostGuard guard,
            Authentication authentication,
            Connections connections,
            Metrics metrics) {
        this.vertx = vertx;
        this.routes = routes;
        this.guard = guard;
        this.authentication = authentication;
        this.connections = connections;
        this.metrics = metrics;
    }

    /**
     * Makes it the door of a protocol whose requests share connections. To be called before anybody enters.
     *
     * @param form how refusals are written unless an endpoint says otherwise
     * @param longest time from the start of a request to its answer
     */
    public FrontDoor ofProtocol(Answers form, Duration longest) {
        answers = form;
        timeoutMillis = longest.toMillis();
        return this;
    }

    /** Serves a request. */
    public void enter(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, vertx.getOrCreateContext(), metrics);
        connections.began(exchange);
        if (exchange.multiplexed()) {
            exchange.answersAs(answers);
            exchange.expireAfter(timeoutMillis);
        }
        exchange.guarded(() -> serve(exchange));
    }

    /** Refuses what is not HTTP. The connection is closed afterwards. */
    public void refuse(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, vertx.getOrCreateContext(), metrics);
        Throwable cause = request.decoderResult().cause();
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        if (cause instanceof TooLongHttpLineException) {
            exchange.refuse(Refusal.of(414, "path-too-long", "the request line is too long", "shorten the query"));
        } else if (cause instanceof TooLongHttpHeaderException) {
            exchange.refuse(Refusal.of(431, "headers-too-large", "the headers are too large", "send fewer headers"));
        } else {
            exchange.refuse(MALFORMED);
        }
    }

    private void serve(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        if (!exchange.multiplexed() && !Framing.sound(request.headers())) {
            exchange.refuseAndClose(MALFORMED);
            return;
        }
        Refusal stranger = guard.check(exchange.host(), exchange.header(HttpHeaders.ORIGIN));
        if (stranger != null) {
            exchange.refuse(stranger);
            return;
        }
        String path = request.path();
        RouteTable.Match match =
                path == null ? null : routes.find(request.method().name(), path);
        if (match == null) {
            unmatched(exchange, path == null ? "" : path);
        } else {
            admit(exchange, match);
        }
    }

    private void admit(Exchange exchange, RouteTable.Match match) {
        Route.Access access = match.route().access();
        String name = access == Route.Access.OPEN ? "" : authentication.name(exchange);
        exchange.matched(match, name == null ? "" : name);
        if (name != null) {
            match.route().endpoint().serve(exchange);
        } else if (access == Route.Access.PERSON && match.route().method().equals("GET")) {
            exchange.redirect("/sign-in");
        } else {
            exchange.request().response().putHeader("www-authenticate", "Bearer");
            exchange.refuse(Refusal.of(
                    401, "token-invalid", "a valid bearer token is needed", "send Authorization: Bearer <token>"));
        }
    }

    private void unmatched(Exchange exchange, String path) {
        Set<String> allowed = routes.allowed(path);
        if (allowed.isEmpty()) {
            exchange.refuse(Refusal.of(
                    404, "path-unknown", "there is nothing at this path", "see /openapi.yaml for what there is"));
        } else {
            exchange.request().response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
            exchange.refuse(
                    Refusal.of(405, "method-not-allowed", "this path allows " + String.join(", ", allowed), ""));
        }
    }
}
