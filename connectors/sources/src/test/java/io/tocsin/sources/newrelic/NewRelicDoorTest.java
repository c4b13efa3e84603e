// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.newrelic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewRelicDoorTest {
    private static final Sender NEWRELIC = new Sender("newrelic");
    private static final ToolAlerts ALERTS = new ToolAlerts(NEWRELIC);
    private static final String ISSUE = "{'id':'i','state':'%s','createdAt':1795449600000,'updatedAt':%s}";

    @Test
    void readsAnIssue() {
        ExternalAlert alert = ALERTS.ofSample("newrelic-activated.json");
        assertThat(alert.name()).isEqualTo("Slow answers");
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.startsAt()).isEqualTo("2026-11-23T16:30:00Z");
        assertThat(alert.labels()).containsEntry("policy", "LLM platform").containsEntry("entity", "gateway-eu");
        assertThat(alert.link()).startsWith("https://radar-api");
    }

    @ParameterizedTest
    @CsvSource({"CREATED, true", "ACTIVATED, true", "ACKNOWLEDGED, true", "CLOSED, false"})
    void firesUntilItIsClosedAlsoOnceItIsAcknowledged(String state, boolean firing) {
        ExternalAlert alert = ALERTS.of(ISSUE.formatted(state, "1795450000000"));
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.fingerprint()).isEqualTo("i");
        assertThat(alert.endsAt()).isEqualTo(firing ? null : Instant.ofEpochSecond(1_795_450_000));
    }

    @Test
    void tellsAnUpdateFromARetry() {
        String first = ALERTS.of(ISSUE.formatted("ACTIVATED", "1795450000000")).id();
        assertThat(ALERTS.of(ISSUE.formatted("ACTIVATED", "1795450000000")).id())
                .isEqualTo(first);
        assertThat(ALERTS.of(ISSUE.formatted("ACTIVATED", "1795450060000")).id())
                .isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'id':'i'}", "{'id':'i','state':'ODD'}", "{'state':'CLOSED'}", "nothing"})
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(NEWRELIC.deadLetter(body).detail()).isNotBlank();
    }
}
