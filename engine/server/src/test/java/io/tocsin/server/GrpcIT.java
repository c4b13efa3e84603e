// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.Engine;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OTLP over gRPC, as a client of HTTP/2 sees it. */
class GrpcIT {
    private static final String TOKEN = "a-token-of-24-characters";
    private static final String TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final String GOOD = "{\"id\":\"a\"}";
    private static final int LIMIT = 64 * 1024;

    private final ServerFixture fixture = new ServerFixture(settings -> settings.withGrpc(0)
            .bounded(LIMIT, 100, settings.requestTimeout())
            .admitting(Map.of("exporter", TOKEN), settings.sources()));
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

    @AfterEach
    void close() {
        vertx.close();
        fixture.close();
    }

    /** What a call is answered: status 0 to 16, its words, its details, the message. */
    record Answer(int status, String message, String details, byte[] body) {}

    @ParameterizedTest
    @ValueSource(strings = {"logs.v1.LogsService", "metrics.v1.MetricsService", "trace.v1.TraceService"})
    void takesAnExportOfEachKind(String service) throws Exception {
        // When
        Answer answer = call("/opentelemetry.proto.collector." + service + "/Export", frame(0, GOOD.getBytes(UTF_8)));

        // Then
        assertThat(answer.status()).isZero();
        assertThat(answer.body()).isEqualTo(new byte[5]);
        assertThat(fixture.engine.accepted).hasSize(1);
        assertThat(fixture.otlp.seen.get(0).contentType()).isEqualTo("application/x-protobuf");
    }

    @Test
    void countsWhatWasRejectedInAPartialSuccess() throws Exception {
        // When
        Answer answer = call(TRACES, frame(0, "[{\"id\":\"b\"},{\"bad\":1}]".getBytes(UTF_8)));

        // Then
        assertThat(answer.status()).isZero();
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("\0\0\0\0\u0018\n\026\b\001\022\022a record has no id");
        assertThat(fixture.engine.accepted).hasSize(1);
    }

    @Test
    void inflatesGzipWithinTheLimit() throws Exception {
        // When
        Answer small = call(TRACES, frame(1, gzip(GOOD.getBytes(UTF_8))), "grpc-encoding", "gzip");
        Answer bomb = call(TRACES, frame(1, gzip(new byte[4 << 20])), "grpc-encoding", "gzip");
        Answer other = call(TRACES, frame(1, GOOD.getBytes(UTF_8)), "grpc-encoding", "br");
        Answer broken = call(TRACES, frame(1, GOOD.getBytes(UTF_8)), "grpc-encoding", "gzip");

        // Then: what is too large is not asked for again
        assertThat(small.status()).isZero();
        assertThat(bomb.status()).isEqualTo(8);
        assertThat(bomb.details()).isEmpty();
        assertThat(other.status()).isEqualTo(12);
        assertThat(broken.status()).isEqualTo(3);
        assertThat(fixture.engine.accepted).hasSize(1);
    }

    @Test
    void refusesAMessageOverTheLimitAndServesOnOnTheSameConnection() throws Exception {
        assertThat(call(TRACES, frame(0, new byte[LIMIT + 1])).status()).isEqualTo(8);
        assertThat(call(TRACES, frame(0, GOOD.getBytes(UTF_8))).status()).isZero();
    }

    @Test
    void letsInWhoHoldsAToken() throws Exception {
        // When
        Answer none = call(TRACES, frame(0, GOOD.getBytes(UTF_8)), "authorization", "");
        Answer wrong = call(TRACES, frame(0, GOOD.getBytes(UTF_8)), "authorization", "Bearer of-somebody-else-24");

        // Then
        assertThat(none.status()).isEqualTo(16);
        assertThat(wrong.status()).isEqualTo(16);
        assertThat(wrong.message()).contains("bearer token");
        assertThat(fixture.otlp.seen).isEmpty();
    }

    @Test
    void asksForTheSameAgainInASecond() throws Exception {
        // When
        fixture.engine.failure = new Engine.Overloaded("full");
        Answer overloaded = call(TRACES, frame(0, GOOD.getBytes(UTF_8)));
        fixture.engine.failure = new IllegalStateException("disk");
        Answer undurable = call(TRACES, frame(0, GOOD.getBytes(UTF_8)));

        // Then: RESOURCE_EXHAUSTED and UNAVAILABLE, each with a RetryInfo of one second
        assertThat(overloaded.status()).isEqualTo(8);
        assertThat(undurable.status()).isEqualTo(14);
        for (Answer answer : List.of(overloaded, undurable)) {
            assertThat(new String(Base64.getDecoder().decode(answer.details()), UTF_8))
                    .endsWith("type.googleapis.com/google.rpc.RetryInfo\022\004\n\002\b\001");
        }
        assertThat(fixture.engine.accepted).isEmpty();
    }

    @Test
    void saysWhatCannotBeReadAndWhatIsNotServed() throws Exception {
        // Given
        List<byte[]> noFrames =
                List.of(new byte[0], new byte[4], new byte[] {2, 0, 0, 0, 0}, new byte[] {0, 0, 0, 0, 9}, new byte[10]);

        // Then
        assertThat(call(TRACES, frame(0, "{".getBytes(UTF_8))))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(3))
                .satisfies(answer -> assertThat(answer.message()).isEqualTo("not JSON at byte 7; send JSON"));
        for (byte[] body : noFrames) {
            assertThat(call(TRACES, body).status()).isEqualTo(3);
        }
        assertThat(call("/opentelemetry.proto.collector.profiles.v1.ProfilesService/Export", frame(0, new byte[0]))
                        .status())
                .isEqualTo(12);
        assertThat(call(TRACES, frame(0, GOOD.getBytes(UTF_8)), "content-type", "application/json")
                        .status())
                .isEqualTo(12);
        assertThat(fixture.engine.accepted).isEmpty();
    }

    @Test
    void takesManyCallsAtOnceOnOneConnection() throws Exception {
        // Given
        List<CompletionStage<Answer>> asked = new ArrayList<>();

        // When
        for (int i = 0; i < 50; i++) {
            asked.add(asked(TRACES, frame(0, ("{\"id\":\"m" + i + "\"}").getBytes(UTF_8)), Map.of()));
        }

        // Then
        for (CompletionStage<Answer> answer : asked) {
            assertThat(answer.toCompletableFuture().get(30, TimeUnit.SECONDS).status())
                    .isZero();
        }
        assertThat(fixture.engine.accepted).hasSize(50);
    }

    @Test
    void isOffUnlessAPortIsGiven() throws IOException {
        try (ServerFixture usual = new ServerFixture()) {
            assertThat(usual.server.grpcPort()).isZero();
            assertThat(usual.post(TRACES, GOOD).status()).isEqualTo(404);
        }
    }

    private Answer call(String path, byte[] body, String... header) throws Exception {
        Map<String, String> more = header.length == 0 ? Map.of() : Map.of(header[0], header[1]);
        return asked(path, body, more).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private CompletionStage<Answer> asked(String path, byte[] body, Map<String, String> more) {
        return http.request(HttpMethod.POST, fixture.server.grpcPort(), "localhost", path)
                .compose(request -> {
                    request.putHeader("content-type", "application/grpc").putHeader("te", "trailers");
                    request.putHeader("authorization", "Bearer " + TOKEN);
                    more.forEach(request::putHeader);
                    return request.send(Buffer.buffer(body));
                })
                .compose(response -> response.body().map(bytes -> answer(response, bytes)))
                .toCompletionStage();
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("content-type")).isEqualTo("application/grpc");
        return new Answer(
                Integer.parseInt(String.valueOf(response.getTrailer("grpc-status"))),
                String.valueOf(response.getTrailer("grpc-message")),
                response.trailers().contains("grpc-status-details-bin")
                        ? response.getTrailer("grpc-status-details-bin")
                        : "",
                body.getBytes());
    }

    private static byte[] frame(int flag, byte[] message) {
        return Buffer.buffer()
                .appendByte((byte) flag)
                .appendInt(message.length)
                .appendBytes(message)
                .getBytes();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
