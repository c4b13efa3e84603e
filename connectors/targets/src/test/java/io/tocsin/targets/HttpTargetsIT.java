// SPDX-License-Identifier: Apache-2.0
package io.tocsin.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.fakes.Fault;
import io.tocsin.fakes.Recorded;
import io.tocsin.fakes.TargetFake;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Targets.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetsIT {
    private static final Actuation.Call CALL =
            new Actuation.Call("gateway-admin", "once", "throttle", Map.of("mode", "act", "scope", "search"));

    private final TargetFake fake = TargetFake.start().acceptingOnly("a-secret");

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void postsTheActionWithItsKeyAndFence() {
        // When
        Reply reply = targets(fake.url()).send(CALL, "a-key", 7);

        // Then
        assertThat(reply).isEqualTo(new Reply.Taken());
        Recorded sent = fake.journal().get(0);
        assertThat(sent.method() + " " + sent.path()).isEqualTo("POST /hook");
        assertThat(sent.header("Idempotency-Key")).contains("a-key");
        assertThat(sent.header("Tocsin-Fence")).contains("7");
        assertThat(sent.header("Content-Type")).contains("application/json");
        assertThat(sent.body()).isEqualTo("{\"action\":\"throttle\",\"mode\":\"act\",\"scope\":\"search\"}");
    }

    @Test
    void isRefusedWhenSomebodyNewerHasCalled() {
        targets(fake.url()).send(CALL, "of-the-heir", 8);
        assertThat(targets(fake.url()).send(CALL, "of-the-old-owner", 7))
                .isEqualTo(new Reply.Refused("target gateway-admin answered 412"));
        assertThat(fake.effects()).hasSize(1);
    }

    @Test
    void aNoIsANoAndNothingTheTargetWroteIsRepeated() {
        fake.acceptingOnly("another");
        assertThat(targets(fake.url()).send(CALL, "k", 1))
                .isEqualTo(new Reply.Refused("target gateway-admin answered 401"));
    }

    @Test
    void aBrokenTargetMayHaveDoneIt() {
        fake.faults().next(Fault.serverError(), Fault.tooManyRequests(Duration.ofSeconds(3)), Fault.reset());
        HttpTargets targets = targets(fake.url());
        assertThat(targets.send(CALL, "k", 1))
                .isEqualTo(new Reply.Unknown("target gateway-admin answered 500", Optional.empty()));
        assertThat(targets.send(CALL, "k", 1))
                .isEqualTo(new Reply.Unknown("target gateway-admin answered 429", Optional.of(Duration.ofSeconds(3))));
        assertThat(targets.send(CALL, "k", 1)).isInstanceOf(Reply.Unknown.class);
        assertThat(fake.calls()).containsEntry("k", 3);
    }

    @Test
    void aSlowTargetMayHaveDoneIt() {
        fake.faults().next(Fault.slow(Duration.ofSeconds(20)));
        assertThat(targets(fake.url()).send(CALL, "k", 1))
                .isEqualTo(new Reply.Unknown("target gateway-admin did not answer within 1000 ms", Optional.empty()));
        assertThat(fake.effects()).hasSize(1);
        assertThat(fake.calls()).containsEntry("k", 1);
    }

    @Test
    void anAnswerIsOverWithItsStatus() {
        fake.faults().next(Fault.stalled(), Fault.truncated());
        HttpTargets targets = targets(fake.url());
        assertThat(targets.send(CALL, "k", 1)).isEqualTo(new Reply.Taken());
        assertThat(targets.send(CALL, "k", 1)).isEqualTo(new Reply.Taken());
    }

    @Test
    void nothingIsSentWhereNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(targets(URI.create("http://127.0.0.1:" + free)).send(CALL, "k", 1))
                .isEqualTo(new Reply.NotSent("target gateway-admin could not be connected to"));
    }

    @Test
    void nothingIsSentUnderANameThatIsNotInTheSettings() {
        Actuation.Call other = new Actuation.Call("other", "once", "throttle", Map.of());
        assertThat(targets(fake.url()).send(other, "k", 1)).isInstanceOf(Reply.NotSent.class);
        assertThat(fake.journal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void goesNowhereElse(int status) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer redirecting = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        redirecting.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().set("Location", fake.url().toString());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        redirecting.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + redirecting.getAddress().getPort() + "/");
            assertThat(targets(url).send(CALL, "k", 1))
                    .isEqualTo(new Reply.Refused("target gateway-admin answered " + status));
            assertThat(asked).hasValue(1);
            assertThat(fake.journal()).isEmpty();
        } finally {
            redirecting.stop(0);
        }
    }

    private static HttpTargets targets(URI url) {
        return new HttpTargets(
                List.of(new HttpTarget("gateway-admin", url, Optional.of("a-secret"), Duration.ofSeconds(1), true)));
    }
}
