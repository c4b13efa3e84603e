// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.pipeline.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events through a WebSocket, sent by the client of the JDK. */
class EventSocketIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT = 64 * 1024;
    private static final String TOKEN = "0123456789abcdef";

    private final HttpClient http = HttpClient.newHttpClient();
    private ServerFixture fixture = new ServerFixture(settings -> settings.bounded(LIMIT, 100, Duration.ofSeconds(60)));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void answersEachMessageOnceItIsDurable() throws Exception {
        // Given
        Sender sender = open();

        // When
        sender.send("{\"id\":\"a\"}");
        sender.send("[{\"id\":\"b\"},{\"id\":\"c\"}]");
        sender.socket
                .sendBinary(ByteBuffer.wrap("{\"id\":\"d\"}".getBytes(StandardCharsets.UTF_8)), true)
                .join();

        // Then
        assertThat(sender.answer().toString())
                .isEqualTo("{\"message\":1,\"status\":202,\"accepted\":1,\"ids\":[\"a\"]}");
        assertThat(sender.answer().path("ids").toString()).isEqualTo("[\"b\",\"c\"]");
        assertThat(sender.answer().path("message").asInt()).isEqualTo(3);
        assertThat(fixture.engine.accepted).extracting(signal -> signal.id()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void saysWhatIsWrongWithAMessageAndGoesOn() throws Exception {
        // Given
        Sender sender = open();

        // When
        sender.send("{no json");
        sender.send("{\"id\":\"a\"}");

        // Then
        JsonNode refused = sender.answer();
        assertThat(refused.path("message").asInt()).isEqualTo(1);
        assertThat(refused.path("status").asInt()).isEqualTo(400);
        assertThat(refused.path("code").asText()).isEqualTo("json-malformed");
        assertThat(refused.path("field").asText()).isEqualTo("body");
        assertThat(refused.path("hint").asText()).isNotBlank();
        assertThat(sender.answer().path("status").asInt()).isEqualTo(202);
    }

    @Test
    void asksToSendAgainWhatItCouldNotKeep() throws Exception {
        // Given
        Sender sender = open();
        fixture.engine.failure = new Engine.Overloaded("full");
        sender.send("{\"id\":\"a\"}");
        assertThat(sender.answer().path("code").asText()).isEqualTo("overloaded");
        fixture.engine.failure = new IllegalStateException("disk");
        sender.send("{\"id\":\"a\"}");
        assertThat(sender.answer().path("code").asText()).isEqualTo("not-durable");
        fixture.engine.failure = null;
        fixture.engine.ready = false;
        sender.send("{\"id\":\"a\"}");

        // Then
        JsonNode starting = sender.answer();
        assertThat(starting.path("status").asInt()).isEqualTo(503);
        assertThat(starting.path("code").asText()).isEqualTo("not-ready");
        assertThat(fixture.engine.accepted).isEmpty();
    }

    @Test
    void readsNoMoreThanItCanKeepWhileNothingBecomesDurable() throws Exception {
        // Given
        Sender sender = open();
        fixture.engine.silent = true;

        // When
        CompletableFuture<WebSocket> last = CompletableFuture.completedFuture(sender.socket);
        for (int i = 0; i < 64; i++) {
            last = sender.socket.sendText("{\"id\":\"" + i + "\"}", true);
        }
        last.get(5, TimeUnit.SECONDS);

        // Then
        await().during(Duration.ofMillis(400))
                .atMost(Duration.ofSeconds(5))
                .until(() -> fixture.events.seen.size() >= 16 && fixture.events.seen.size() <= 17);
    }

    @Test
    void doesNotTakeASenderForSilentWhileItReadsNothingItself() throws Exception {
        // Given
        fixture.close();
        fixture = new ServerFixture(settings -> settings.bounded(LIMIT, 100, Duration.ofSeconds(1)));
        Sender sender = open();
        fixture.engine.silent = true;

        // When
        for (int i = 0; i < 32; i++) {
            sender.socket.sendText("{\"id\":\"" + i + "\"}", true).get(5, TimeUnit.SECONDS);
        }

        // Then
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(() -> !sender.closed.isDone());
    }

    @Test
    void refusesAHandshakeThatIsNone() throws IOException {
        // Given
        List<LogRecord> failures = new CopyOnWriteArrayList<>();
        Handler hearing = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord failure) {
                failures.add(failure);
            }
        };
        Logger vertx = Logger.getLogger("io.vertx.core.impl.ContextImpl");
        vertx.addHandler(hearing);

        // When
        RawHttp.Answer answer = RawHttp.ask(
                fixture.port(),
                "GET",
                "/api/v1/events/stream",
                Map.of("Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13"),
                new byte[0]);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        await().until(() -> fixture.get("/metrics").body().contains("websocket-malformed"));
        vertx.removeHandler(hearing);
        assertThat(failures).isEmpty();
    }

    @Test
    void closesAfterAMessageThatIsTooLarge() throws Exception {
        // Given
        Sender sender = open();

        // When
        sender.socket.sendText("\"" + "x".repeat(LIMIT) + "\"", true);

        // Then
        assertThat(sender.closed()).isEqualTo(1009);
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
    void closesAfterAMessageThatIsTooLargeInParts() throws Exception {
        // Given
        Sender sender = open();

        // When
        for (int i = 0; i < 5; i++) {
            sender.part("x".repeat(LIMIT / 4), i == 4);
        }

        // Then
        assertThat(sender.closed()).isEqualTo(1009);
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
    void tellsSendersThatItGoes() throws Exception {
        // Given
        Sender sender = open();
        sender.send("{\"id\":\"a\"}");
        sender.answer();

        // When
        fixture.server.close();

        // Then
        assertThat(sender.closed()).isEqualTo(1001);
    }

    @Test
    void isOnlyForWhoMayPost() throws IOException {
        // Given
        fixture.close();
        fixture = new ServerFixture(settings -> settings.admitting(Map.of("app", TOKEN), List.of()));

        // Then
        assertThat(status(Map.of())).isEqualTo(401);
        assertThat(status(Map.of("Authorization", "Bearer wrong-wrong-wrong-wrong")))
                .isEqualTo(401);
        assertThat(status(Map.of("Authorization", "Bearer " + TOKEN))).isEqualTo(101);
        assertThat(status(Map.of("Authorization", "Bearer " + TOKEN, "Origin", "https://elsewhere.example")))
                .isEqualTo(403);
    }

    @Test
    void saysThatItSpeaksWebSocket() throws IOException {
        RawHttp.Answer answer = fixture.get("/api/v1/events/stream");
        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.headers()).containsEntry("upgrade", "websocket");
    }

    private int status(Map<String, String> headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        try {
            builder.buildAsync(address(), new Sender()).join().abort();
            return 101;
        } catch (CompletionException e) {
            WebSocketHandshakeException refused = (WebSocketHandshakeException) Objects.requireNonNull(e.getCause());
            return refused.getResponse().statusCode();
        }
    }

    private Sender open() {
        Sender sender = new Sender();
        sender.socket = http.newWebSocketBuilder().buildAsync(address(), sender).join();
        return sender;
    }

    private URI address() {
        return URI.create("ws://127.0.0.1:" + fixture.port() + "/api/v1/events/stream");
    }

    /** One sender, and what it is told. */
    private static final class Sender implements WebSocket.Listener {
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();

        @SuppressWarnings("NullAway.Init")
        private WebSocket socket;

        void send(String text) {
            socket.sendText(text, true).join();
        }

        /** Sends a part of a message; that the other side has hung up meanwhile is no failure. */
        void part(String text, boolean last) {
            try {
                socket.sendText(text, last).join();
            } catch (CompletionException hungUp) {
                assertThat(hungUp).hasCauseInstanceOf(IOException.class);
            }
        }

        JsonNode answer() throws Exception {
            String text = answers.poll(20, TimeUnit.SECONDS);
            assertThat(text).isNotNull();
            return JSON.readTree(text);
        }

        int closed() throws Exception {
            return closed.get(20, TimeUnit.SECONDS);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                answers.add(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
