// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.tocsin.server.operation.Metrics;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer. Confined to the event loop of its connection. */
public final class Exchange {
    /** The media type of answers that carry data. */
    public static final String JSON = "application/json";

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence X_CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final long LINGER_MILLIS = 1_000;
    private static final long NEVER = -1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final HttpServerRequest request;
    private final Context context;
    private final Metrics metrics;
    private final long startNanos = System.nanoTime();
    private Map<String, String> segments = Map.of();
    private String route = "unmatched";
    private String caller = "";
    private Answers answers = Answers.PROBLEM;
    private @Nullable Watcher watcher;
    private String code = "";
    private boolean answered;
    private long expiry = NEVER;
    private boolean bodyRead;
    private volatile boolean streaming;

    Exchange(HttpServerRequest request, Context context, Metrics metrics) {
        this.request = request;
        this.context = context;
        this.metrics = metrics;
    }

    void matched(RouteTable.Match match, String byWhom) {
        segments = match.segments();
        route = match.route().path();
        caller = byWhom;
    }

    /** The request as Vert.x sees it. */
    public HttpServerRequest request() {
        return request;
    }

    /** Where this exchange runs. */
    public Context context() {
        return context;
    }

    /** Name of the authenticated caller; empty when nobody needs to be authenticated. */
    public String caller() {
        return caller;
    }

    /** A request header; null when it is absent. */
    public @Nullable String header(CharSequence name) {
        return request.getHeader(name);
    }

    /** Whom the caller wants to reach, with or without a port; null when the caller does not say. */
    @Nullable String host() {
        HostAndPort authority = multiplexed() ? request.authority() : null;
        return authority == null ? header(HttpHeaders.HOST) : authority.toString();
    }

    /** A varying segment of the path, decoded once; empty when it is not valid percent-encoding. */
    public String segment(String name) {
        String sent = segments.getOrDefault(name, "");
        try {
            return URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A parameter of the query; empty when it is absent or not valid percent-encoding. */
    public String query(String name) {
        if (request.query() == null) {
            return "";
        }
        try {
            String value = request.getParam(name);
            return value == null ? "" : value;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Every value of a parameter of the query, in order. */
    public List<String> queryAll(String name) {
        try {
            return request.query() == null ? List.of() : request.params().getAll(name);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Who hears of the answer, once, also when the caller has gone. */
    public void watchedBy(Watcher newWatcher) {
        watcher = newWatcher;
    }

    /** How refusals are written from here on. */
    public void answersAs(Answers form) {
        answers = form;
    }

    /** Answers with JSON. */
    public void json(int status, String body) {
        answer(status, JSON, body);
    }

    /** Answers with a text; does nothing when the exchange is answered or the caller has gone. */
    public void answer(int status, String mediaType, String body) {
        answer(status, mediaType, Buffer.buffer(body));
    }

    /** Answers with bytes; does nothing when the exchange is answered or the caller has gone. */
    public void answer(int status, String mediaType, Buffer body) {
        if (begin(status)) {
            HttpServerResponse response = request.response();
            response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
            response.putHeader(X_CONTENT_TYPE_OPTIONS, NOSNIFF);
            response.end(body);
        }
    }

    /** Answers with bytes and, after them, trailers. For exchanges that share their connection with others. */
    public void answer(int status, String mediaType, Buffer body, Map<String, String> trailers) {
        if (begin(status)) {
            HttpServerResponse response = request.response();
            response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
            trailers.forEach(response::putTrailer);
            response.end(body);
        }
    }

    /** Whether other exchanges go on at the same time on the same connection, as they do with HTTP/2. */
    public boolean multiplexed() {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** Answers without a body. */
    public void empty(int status) {
        if (begin(status)) {
            request.response().end();
        }
    }

    /** Sends the caller's browser to another page, with GET. */
    public void redirect(String location) {
        request.response().putHeader(HttpHeaders.LOCATION, location);
        empty(303);
    }

    /** Refuses the request; it is counted by its code. */
    public void refuse(Refusal refusal) {
        metrics.refused(refusal.code());
        if (answered) {
            return;
        }
        code = refusal.code();
        if (refusal.status() == 503 || refusal.status() == 429) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        boolean close = !multiplexed() && (refusal.status() == 413 || refusal.status() == 408);
        if (close) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        answers.send(this, refusal);
        if (close) {
            lingerAndClose();
        }
    }

    /** Refuses a request after which nothing more can be read from its connection. */
    void refuseAndClose(Refusal refusal) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        refuse(refusal);
        lingerAndClose();
    }

    /** Answers after a bug, without saying what it was. */
    public void crash(Throwable bug) {
        LOG.atError().addKeyValue("route", route).setCause(bug).log("request failed");
        refuse(Refusal.of(500, "internal", "the server failed; the log says why", ""));
    }

    /**
     * Goes on, on this exchange's event loop, once a stage has completed.
     *
     * @param next told the value and null, or null and the reason
     */
    public <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> next) {
        stage.whenComplete((value, thrown) -> {
            Throwable reason = thrown instanceof CompletionException e && e.getCause() != null ? e.getCause() : thrown;
            context.runOnContext(ignored -> guarded(() -> next.accept(value, reason)));
        });
    }

    /** Runs a step of this exchange; what it throws is answered, never lost. */
    public void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            crash(e);
        }
    }

    /** Marks the answer as one that goes on until the caller leaves: it has begun and does not expire. */
    public void stream() {
        streaming = true;
        answered = true;
        metrics.answered(route, 200, (System.nanoTime() - startNanos) / NANOS_PER_SECOND);
    }

    /** Ends the exchange after some time, whatever else happens on its connection. */
    void expireAfter(long millis) {
        expiry = context.owner().setTimer(millis, ignored -> context.runOnContext(now -> expireAlone()));
    }

    private void expireAlone() {
        if (!answered) {
            refuse(late());
            request.response().reset();
        }
    }

    void bodyWasRead() {
        bodyRead = true;
    }

    boolean streaming() {
        return streaming;
    }

    /** Ends the exchange because its time is up, and its connection with it. */
    void expire() {
        if (answered) {
            request.connection().close();
        } else {
            refuse(late());
            if (bodyRead) {
                request.connection().close();
            }
        }
    }

    /** Who kept the other waiting. */
    private Refusal late() {
        return bodyRead
                ? Refusal.of(503, "answer-late", "the answer took too long", "try again")
                : Refusal.of(408, "request-slow", "the request did not arrive in time", "send it faster");
    }

    private boolean begin(int status) {
        if (answered) {
            return false;
        }
        answered = true;
        if (expiry != NEVER) {
            context.owner().cancelTimer(expiry);
        }
        if (watcher != null) {
            watcher.answered(status, code);
        }
        if (request.response().closed() || request.response().ended()) {
            return false; // the caller has gone, or Vert.x refused him by itself, as it does a broken handshake
        }
        metrics.answered(route, status, (System.nanoTime() - startNanos) / NANOS_PER_SECOND);
        request.response().setStatusCode(status);
        return true;
    }

    private void lingerAndClose() {
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            context.runOnContext(ignored -> connection.close());
            return;
        }
        // Closing with unread bytes would reset the connection and could cost the caller the answer.
        long timer = context.owner().setTimer(LINGER_MILLIS, ignored -> connection.close());
        request.handler(ignored -> {});
        request.endHandler(ignored -> {
            context.owner().cancelTimer(timer);
            connection.close();
        });
    }

    /** Hears of the answer to one exchange. */
    @FunctionalInterface
    public interface Watcher {
        /** It is answered. @param code of the refusal; empty when it was not refused */
        void answered(int status, String code);
    }
}
