// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in. */
class AccessIT {
    private static final String TOKEN = "a-token-of-many-characters";

    private final ServerFixture fixture = new ServerFixture(settings -> settings.admitting(
            Map.of("ops", TOKEN, "ci", TOKEN + "-ci"),
            List.of(ServerFixture.keyed("alertmanager", ServerFixture.KEY))));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void needsATokenForEverythingButHealthAndWebhooks() throws IOException {
        // Then
        for (String path : new String[] {"/api/v1/alerts", "/metrics", "/openapi.yaml", "/api/v1/stream"}) {
            RawHttp.Answer answer = fixture.get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
        }
        assertThat(fixture.post("/api/v1/events", "{\"id\":\"a\"}").status()).isEqualTo(401);
        assertThat(fixture.post("/ofrep/v1/evaluate/flags", "{}").status()).isEqualTo(401);
        assertThat(fixture.post("/runs/x/approve", "").status()).isEqualTo(401);
        assertThat(fixture.get("/-/healthy").status()).isEqualTo(200);
        assertThat(fixture.get("/-/ready").status()).isEqualTo(200);
        assertThat(fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, "{\"id\":\"a\"}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void letsHoldersOfATokenInAndKnowsTheirName() throws IOException {
        // When
        RawHttp.Answer answer = post("/api/v1/automation/stop", "bearer " + TOKEN, "");
        post("/api/v1/automation/release", "Bearer " + TOKEN + "-ci", "{\"by\":\"anna\"}");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(fixture.engine.commands)
                .containsExactly(new Command.Stop("no reason given", "ops"), new Command.Release("anna (ci)"));
        for (String wrong : new String[] {"Bearer " + TOKEN + "x", "Bearer ", "Basic " + TOKEN, TOKEN}) {
            assertThat(post("/api/v1/automation/stop", wrong, "").status()).isEqualTo(401);
        }
    }

    @Test
    void sendsPeopleToSignIn() throws IOException {
        // When
        RawHttp.Answer home = fixture.get("/");
        RawHttp.Answer wrong = signIn("something else entirely");
        RawHttp.Answer right = signIn(TOKEN);
        Map<String, String> session = Map.of("Cookie", cookie(right));
        // Then
        assertThat(home.status()).isEqualTo(303);
        assertThat(home.headers()).containsEntry("location", "/sign-in");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).contains("not valid").doesNotContain("something else");
        assertThat(right.status()).isEqualTo(303);
        assertThat(right.headers().get("set-cookie")).contains("HTTPOnly").contains("SameSite=Strict");
        RawHttp.Answer signedIn = RawHttp.ask(fixture.port(), "GET", "/", session, new byte[0]);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.body()).contains(">ops<");
    }

    @Test
    void trustsNoSessionItDidNotStart() throws IOException {
        // Given
        String real = cookie(signIn(TOKEN));
        // Then
        for (String forged : new String[] {
            real.replace("tocsin_session=b", "tocsin_session=c"), real + "x", "tocsin_session=a.1.b", "tocsin_session=."
        }) {
            assertThat(RawHttp.ask(fixture.port(), "GET", "/", Map.of("Cookie", forged), new byte[0])
                            .status())
                    .as(forged)
                    .isEqualTo(303);
        }
    }

    @Test
    void isNotFooledByNamesAndPagesOfOthers() throws IOException {
        // Then
        for (String host : new String[] {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:7420"}) {
            assertThat(RawHttp.ask(fixture.port(), "GET", "/-/healthy", Map.of("Host", host), new byte[0])
                            .status())
                    .isEqualTo(421);
        }
        assertThat(RawHttp.ask(fixture.port(), "GET", "/-/healthy", Map.of("Host", "[::1]:9"), new byte[0])
                        .status())
                .isEqualTo(200);
        for (String origin : new String[] {"http://evil.example", "null", "http://localhost:1"}) {
            Map<String, String> headers = Map.of("Origin", origin, "Authorization", "Bearer " + TOKEN);
            RawHttp.Answer answer = RawHttp.ask(fixture.port(), "GET", "/api/v1/alerts", headers, new byte[0]);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
        }
    }

    private RawHttp.Answer post(String path, String authorization, String body) throws IOException {
        Map<String, String> headers = new HashMap<>(ServerFixture.JSON);
        headers.put("Authorization", authorization);
        return fixture.post(path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private RawHttp.Answer signIn(String secret) throws IOException {
        RawHttp.Answer form = fixture.get("/sign-in");
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(form.body());
        assertThat(token.find()).isTrue();
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Cookie", cookie(form));
        String body = "token=" + token.group(1) + "&secret=" + secret.replace(' ', '+');
        return fixture.post("/sign-in", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String cookie(RawHttp.Answer answer) {
        return answer.headers().getOrDefault("set-cookie", "").split(";", 2)[0];
    }
}
