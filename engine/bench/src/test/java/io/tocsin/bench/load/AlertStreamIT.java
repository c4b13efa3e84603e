// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertStreamIT {
    private static final int DELAY_MILLIS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final Set<HttpServerResponse> streams = ConcurrentHashMap.newKeySet();
    private int posts;

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void timesEachProbeFromItsSendingToItsFirstMention() throws Exception {
        // Given: a server that mentions every probe but the third, each twice and late.
        URI server = serve();
        ProbeRequests probes = new ProbeRequests(server, 0, 10, Clock.systemUTC());
        AlertStream alerts = new AlertStream(10, probes::sentNanos);
        assertThat(alerts.listen(server)).isTrue();

        // When
        LoadResult sent = new HttpLoad(server, probes, 2).open(50, Duration.ofMillis(200));

        // Then
        assertThat(sent.requests()).isEqualTo(10);
        assertThat(alerts.awaitMissing(2)).isEqualTo(1);
        assertThat(alerts.latencies().count()).isEqualTo(9);
        assertThat(alerts.latencies().millis(0.5)).isBetween(DELAY_MILLIS * 0.9, DELAY_MILLIS + 500.0);
    }

    private URI serve() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/api/v1/stream")) {
            HttpServerResponse stream = request.response().setChunked(true);
            streams.add(stream.putHeader("content-type", "text/event-stream"));
            stream.write(": hello\n\n");
            return;
        }
        String word = ProbeRequests.word(posts++);
        request.endHandler(end -> {
            request.response().setStatusCode(202).end();
            if (!word.equals(ProbeRequests.word(2))) {
                vertx.setTimer(DELAY_MILLIS, late -> say(word));
                vertx.setTimer(DELAY_MILLIS * 2, later -> say(word));
            }
        });
    }

    private void say(String word) {
        streams.forEach(stream ->
                stream.write("event: alert\ndata: {\"scope\":\"user/" + word + "\",\"text\":\"" + word + "\"}\n\n"));
    }
}
