// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.PagerDutyIncident.State;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagerDutyFakeIT {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";

    private final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    private final PagerDutyFake fake = PagerDutyFake.start(0, clock);
    private final Client client = new Client();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void dropsEventsForUnknownResolvedOrForeignIncidentsWith202() {
        assertThat(event(KEY, "resolve", "a").status()).isEqualTo(202);
        event(KEY, "trigger", "a");
        assertThat(event(OTHER, "resolve", "a").status()).isEqualTo(202);
        assertThat(fake.incident("a").map(PagerDutyIncident::state)).contains(State.TRIGGERED);
        event(KEY, "resolve", "a");
        assertThat(event(KEY, "acknowledge", "a").status()).isEqualTo(202);

        assertThat(fake.dropped()).isEqualTo(3);
        assertThat(fake.incident("a").map(PagerDutyIncident::state)).contains(State.RESOLVED);
    }

    @Test
    void opensAnotherIncidentAfterTheFirstWasResolved() {
        event(KEY, "trigger", "a");
        event(KEY, "trigger", "a");
        event(KEY, "resolve", "a");
        event(KEY, "trigger", "a");

        assertThat(fake.incidents()).extracting(PagerDutyIncident::triggers).containsExactly(2, 1);
        assertThat(fake.incidents()).extracting(PagerDutyIncident::isOpen).containsExactly(false, true);
    }

    @Test
    void refusesEventsOverTheRateOfTheirKey() {
        assertThat(PagerDutyFake.VENDOR_RATE_LIMIT).isEqualTo(new RateLimit(120, Duration.ofMinutes(1)));
        fake.rateLimit(RateLimit.perMinute(1));
        assertThat(event(KEY, "trigger", "a").status()).isEqualTo(202);

        assertThat(event(KEY, "trigger", "b").json().path("status").asText()).isEqualTo("throttle exceeded");
        assertThat(event(OTHER, "trigger", "b").status()).isEqualTo(202);
        clock.advance(Duration.ofMinutes(1));
        assertThat(event(KEY, "trigger", "b").status()).isEqualTo(202);
    }

    @Test
    void refusesEventsOverTheSizeLimitAndKeysItDoesNotKnow() {
        String large = "{\"routing_key\":\"" + "x".repeat(512_000) + "\"}";
        assertThat(client.post(fake.url(), "/v2/enqueue", large).status()).isEqualTo(413);

        fake.acceptingOnly(OTHER);
        assertThat(event(KEY, "trigger", "a").status()).isEqualTo(400);
    }

    @Test
    void takesChangeEventsOfServicesOnly() {
        Map<String, Object> payload = Map.of("summary", "Tier downgraded", "source", "tocsin");

        assertThat(client.post(fake.url(), "/v2/change/enqueue", Map.of("routing_key", KEY, "payload", payload))
                        .status())
                .isEqualTo(202);
        assertThat(client.post(
                                fake.url(),
                                "/v2/change/enqueue",
                                Map.of("routing_key", "R" + KEY.substring(1), "payload", payload))
                        .status())
                .isEqualTo(400);
        assertThat(fake.changes()).hasSize(1);
    }

    @Test
    void letsAPersonAcknowledge() {
        event(KEY, "trigger", "a");

        assertThat(fake.acknowledge("a", clock.instant())).isTrue();
        assertThat(fake.acknowledge("b", clock.instant())).isFalse();
        assertThat(fake.incident("a").flatMap(PagerDutyIncident::acknowledgedAt))
                .contains(clock.instant());
    }

    @Test
    void showsNoKeyInWhatItPrints() {
        event(KEY, "trigger", "a");

        assertThat(fake.journal().toString() + fake.incidents() + fake.outbox()).doesNotContain(KEY);
    }

    private Client.Reply event(String routingKey, String action, String dedupKey) {
        return client.post(
                fake.url(),
                "/v2/enqueue",
                Map.of(
                        "routing_key", routingKey,
                        "event_action", action,
                        "dedup_key", dedupKey,
                        "payload", Map.of("summary", "Spike", "source", "gw-1", "severity", "critical")));
    }
}
