// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpsgenieFakeIT {

    private static final Map<String, String> KEY = Map.of("Authorization", "GenieKey k-1");

    private final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    private final OpsgenieFake fake = OpsgenieFake.start(0, clock);
    private final Client client = new Client();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void processesLaterAndShowsItOnlyAtTheRequest() {
        String requestId = create("a").json().path("requestId").asText();

        assertThat(fake.alerts()).isEmpty();
        assertThat(outcome(requestId).status()).isEqualTo(404);
        clock.advance(Duration.ofSeconds(1));
        assertThat(fake.alerts()).hasSize(1);
        assertThat(outcome(requestId).json().at("/data/isSuccess").asBoolean()).isTrue();
        assertThat(outcome("unknown").status()).isEqualTo(404);
    }

    @Test
    void acceptsTheCloseOfAnUnknownAliasAndFailsItLater() {
        String requestId = client.post(fake.url(), "/v2/alerts/nobody/close?identifierType=alias", Map.of(), KEY)
                .json()
                .path("requestId")
                .asText();
        clock.advance(Duration.ofSeconds(1));

        assertThat(outcome(requestId).json().at("/data/isSuccess").asBoolean(true))
                .isFalse();
        assertThat(outcome(requestId).json().at("/data/status").asText()).isEqualTo("Alert does not exist");
    }

    @Test
    void processesInTheOrderOfAcceptance() {
        create("a");
        client.post(fake.url(), "/v2/alerts/a/close?identifierType=alias", Map.of(), KEY);
        create("a");
        clock.advance(Duration.ofSeconds(1));

        assertThat(fake.alerts()).extracting(OpsgenieAlert::open).containsExactly(false, true);
    }

    @Test
    void looksForAnIdUnlessTheCallSaysAlias() {
        fake.processingDelay(Duration.ZERO);
        create("a");

        client.post(fake.url(), "/v2/alerts/a/close", Map.of(), KEY);
        assertThat(fake.alert("a").map(OpsgenieAlert::open)).contains(true);
        client.post(fake.url(), "/v2/alerts/" + fake.alerts().get(0).id() + "/close", Map.of(), KEY);
        assertThat(fake.alert("a").map(OpsgenieAlert::open)).contains(false);
    }

    @Test
    void updatesInOpsgenieAndNotInJsm() {
        fake.processingDelay(Duration.ZERO);
        create("a");
        String path = "/v2/alerts/a/message?identifierType=alias";

        assertThat(client.put(fake.jsmUrl(), path, Map.of("message", "new"), KEY)
                        .status())
                .isEqualTo(405);
        assertThat(client.put(fake.url(), path, Map.of("message", "new"), KEY).status())
                .isEqualTo(202);
        assertThat(client.get(fake.url(), "/v2/alerts/a?identifierType=alias", KEY)
                        .json()
                        .at("/data/message")
                        .asText())
                .isEqualTo("new");
    }

    @Test
    void refusesCallersWithoutAKeyItKnows() {
        assertThat(client.post(fake.url(), "/v2/alerts", Map.of("message", "m")).status())
                .isEqualTo(401);
        fake.acceptingOnly("k-2");
        assertThat(create("a").status()).isEqualTo(401);
    }

    @Test
    void throttlesWhenToldTo() {
        fake.rateLimit(RateLimit.perMinute(1));

        assertThat(create("a").status()).isEqualTo(202);
        assertThat(create("b").status()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertThat(create("b").status()).isEqualTo(202);
    }

    private Client.Reply create(String alias) {
        return client.post(fake.url(), "/v2/alerts", Map.of("message", "Spike", "alias", alias), KEY);
    }

    private Client.Reply outcome(String requestId) {
        return client.get(fake.url(), "/v2/alerts/requests/" + requestId, KEY);
    }
}
