// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TouchedTest {
    private static final Instant AT = Instant.parse("2026-11-24T03:10:00Z");
    private static final Scope TEAM = new Scope(ScopeKind.TEAM, "acme", "search");

    @Test
    void knowsTheAlertOfAToolByItsFingerprintWheneverItBegan() {
        DeliveryRecord delivery = delivery(told("f-1"));
        assertThat(Touched.woke(delivery, alert(TEAM, "grafana/f-1", AT.plusSeconds(1), null)))
                .isTrue();
        assertThat(Touched.woke(delivery, alert(TEAM, "grafana/f-1", AT.minusSeconds(9_000), null)))
                .isTrue();
        assertThat(Touched.woke(delivery, alert(TEAM, "grafana/f-1", AT.minusSeconds(9_000), AT.minusSeconds(60))))
                .as("over before")
                .isFalse();
        assertThat(Touched.woke(delivery, alert(TEAM, "grafana/f-2", AT, null))).isFalse();
        assertThat(Touched.woke(delivery, alert(new Scope(ScopeKind.TEAM, "other", "search"), "grafana/f-1", AT, null)))
                .as("of another tenant")
                .isFalse();
    }

    @Test
    void takesOfCallsWhatBeganSoonAfterAboutTheSameTeam() {
        DeliveryRecord delivery = delivery(new Heartbeat(
                new Origin("h", AT, "s", "acme"),
                new Attribution("search", null, null, null, null),
                "job",
                Duration.ofMinutes(1)));
        assertThat(Touched.woke(delivery, alert(TEAM, "", AT.plusSeconds(3), null)))
                .isTrue();
        assertThat(Touched.woke(delivery, alert(TEAM, "", AT.minusSeconds(30), null)))
                .as("began before")
                .isFalse();
        assertThat(Touched.woke(delivery, alert(TEAM, "", AT.plusSeconds(90), null)))
                .as("began long after")
                .isFalse();
        assertThat(Touched.woke(delivery, alert(new Scope(ScopeKind.TEAM, "acme", "growth"), "", AT, null)))
                .isFalse();
    }

    @Test
    void remembersNoMoreThanFifty() {
        List<Signal> many =
                IntStream.range(0, 200).mapToObj(i -> (Signal) told("f-" + i)).toList();
        assertThat(Touched.by(many)).hasSize(50);
    }

    private static ExternalAlert told(String fingerprint) {
        return new ExternalAlert(
                new Origin(fingerprint, AT, "grafana", "acme"),
                Attribution.NONE,
                "grafana",
                fingerprint,
                "Down",
                true,
                "critical",
                "it is down",
                Double.NaN,
                Double.NaN,
                AT,
                null,
                Map.of(),
                null);
    }

    private static DeliveryRecord delivery(Signal signal) {
        return new DeliveryRecord(
                1,
                AT,
                DeliveryRecord.Outcome.ACCEPTED,
                "",
                202,
                10,
                "",
                1,
                Map.of(),
                0,
                "",
                Touched.by(List.of(signal)),
                List.of());
    }

    private static LiveAlert alert(Scope scope, String facet, Instant since, @Nullable Instant over) {
        Alert alert = new Alert(
                "r.r",
                AlertClass.COST,
                Severity.WARNING,
                scope,
                facet,
                "",
                Map.of(),
                List.of(),
                "",
                List.of(),
                0,
                0,
                null,
                false,
                false,
                false);
        AlertState state = over == null ? AlertState.FIRING : AlertState.RESOLVED;
        return new LiveAlert("a", alert, state, since, since, null, over, List.of(), List.of());
    }
}
