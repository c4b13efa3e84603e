// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpLoadIT {
    private static final Pattern ID = Pattern.compile("bench-\\d+");
    private static final int STALL_MILLIS = 400;

    private final Vertx vertx = Vertx.vertx();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicInteger posts = new AtomicInteger();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void countsWhatTheServerAccepted() {
        URI server = serve(request -> answer(request, 202));

        LoadResult result = load(server, 10).closed(Duration.ofMillis(300));

        assertThat(result.requests()).isPositive().isEqualTo(posts.get());
        assertThat(result.events()).isEqualTo(result.requests() * 10).isEqualTo(ids.size());
        assertThat(result.latencies().count()).isEqualTo(result.requests());
        assertThat(result.failed()).isZero();
    }

    @Test
    void countsARefusalAsNotAccepted() {
        URI server = serve(request -> answer(request, posts.get() % 2 == 0 ? 202 : 503));

        LoadResult result = load(server, 1).closed(Duration.ofMillis(300));

        assertThat(result.answers()).containsOnlyKeys(202, 503);
        assertThat(result.failed()).isPositive().isEqualTo(result.answers().getOrDefault(503, 0L));
        assertThat(result.requests()).isEqualTo(result.answers().getOrDefault(202, 0L));
    }

    @Test
    void spreadsRequestsOverSeveralServers() {
        URI one = serve(request -> answer(request, 201));
        URI other = serve(request -> answer(request, 202));
        EventRequests requests = new EventRequests(one, 1, 100, 1, Clock.systemUTC());

        LoadResult result = new HttpLoad(List.of(one, other), requests, 4).open(200, Duration.ofSeconds(1));

        assertThat(result.answers()).containsOnlyKeys(201, 202);
        assertThat(result.answers().getOrDefault(201, 0L)).isBetween(50L, 150L);
    }

    @Test
    void keepsToItsRate() {
        URI server = serve(request -> answer(request, 202));

        LoadResult result = load(server, 1).open(500, Duration.ofSeconds(1));

        assertThat(result.requests()).isEqualTo(500);
        assertThat(result.seconds()).isBetween(0.9, 2.0);
    }

    @Test
    void countsTheWaitOfRequestsThatAStallHeldBack() {
        // Given: one answer in the middle is late, and both connections wait for it.
        URI server = serve(request -> {
            if (posts.get() / 2 == 50) {
                vertx.setTimer(STALL_MILLIS, late -> answer(request, 202));
            } else {
                answer(request, 202);
            }
        });

        // When
        LoadResult result = load(server, 1).open(500, Duration.ofSeconds(1));

        // Then: two requests met the stall, but about 200 were due while it lasted.
        assertThat(result.requests()).isEqualTo(500);
        assertThat(result.latencies().millis(0.8)).isGreaterThan(STALL_MILLIS / 8.0);
    }

    private static HttpLoad load(URI server, int batch) {
        return new HttpLoad(server, new EventRequests(server, batch, 100, 1, Clock.systemUTC()), 2);
    }

    private URI serve(Consumer<HttpServerRequest> answer) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    posts.incrementAndGet();
                    Matcher matcher = ID.matcher(body.toString());
                    while (matcher.find()) {
                        ids.add(matcher.group());
                    }
                    answer.accept(request);
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }
}
