// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated requests: whatever arrives, the server never fails and keeps serving. */
class FuzzIT {
    private static final int ROUNDS = 250;
    private static final List<String> REQUESTS = List.of(
            "POST /api/v1/events?ids=true HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 10\r\n\r\n{\"id\":\"a\"}",
            "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"i\r\n7\r\nd\":\"a\"}\r\n0\r\n\r\n",
            "POST /webhooks/alertmanager/" + ServerFixture.KEY + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\u0008\u0000",
            "POST /ofrep/v1/evaluate/flags/llm.tier.%73earch HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 34\r\n"
                    + "Cookie: tocsin_session=a.b.c; tocsin_form=x\r\n\r\n{\"context\":{\"targetingKey\":\"u\"}}  ",
            "GET /api/v1/alerts?state=open&severity=%63ritical HTTP/1.1\r\nHost: [::1]:80\r\nOrigin: http://x\r\n\r\n",
            "POST /runs/r-1/approve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Cookie: tocsin_form=x\r\nContent-Length: 15\r\n\r\nby=a%20&token=%");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neverFailsOnMutatedRequests(long seed) throws IOException {
        // Given
        Random random = new Random(seed);
        try (ServerFixture fixture =
                new ServerFixture(settings -> settings.bounded(1 << 16, 500, Duration.ofMillis(300)))) {
            // When
            for (int i = 0; i < ROUNDS; i++) {
                byte[] request = mutate(random, REQUESTS.get(random.nextInt(REQUESTS.size())));
                assertThat(status(fixture.port(), request))
                        .as(new String(request, StandardCharsets.ISO_8859_1))
                        .isNotEqualTo(500);
            }
            // Then
            assertThat(fixture.get("/-/healthy").status()).isEqualTo(200);
            assertThat(fixture.get("/metrics").body()).doesNotContain("reason=\"internal\"");
        }
    }

    private static int status(int port, byte[] request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.send(request);
            http.finish();
            return http.answer().status();
        } catch (SocketException closed) {
            return 0;
        }
    }

    private static byte[] mutate(Random random, String request) {
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> replaced(bytes, at, (byte) random.nextInt(256));
                case 1 -> without(bytes, at, Math.min(bytes.length - at, 1 + random.nextInt(8)));
                case 2 -> with(bytes, at, "\r\n%00\u00ff{\"%".charAt(random.nextInt(9)));
                default -> replaced(bytes, at, (byte) "/:.;,&=\"0".charAt(random.nextInt(9)));
            };
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        copy[at] = value;
        return copy;
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        byte[] copy = new byte[Math.max(1, bytes.length - count)];
        System.arraycopy(bytes, 0, copy, 0, Math.min(at, copy.length));
        System.arraycopy(bytes, at + count, copy, Math.min(at, copy.length), Math.max(0, bytes.length - at - count));
        return copy;
    }

    private static byte[] with(byte[] bytes, int at, char value) {
        byte[] copy = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, copy, 0, at);
        copy[at] = (byte) value;
        System.arraycopy(bytes, at, copy, at + 1, bytes.length - at);
        return copy;
    }
}
