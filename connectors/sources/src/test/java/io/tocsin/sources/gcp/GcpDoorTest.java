// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcpDoorTest {
    private static final Sender GCP = new Sender("gcp");
    private static final ToolAlerts ALERTS = new ToolAlerts(GCP);

    @Test
    void readsAnIncidentWhoseNumbersAreStrings() {
        ExternalAlert alert = ALERTS.ofSample("gcp-open.json");
        assertThat(alert.firing()).isTrue();
        assertThat(alert.value()).isEqualTo(0.96);
        assertThat(alert.threshold()).isEqualTo(0.9);
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.startsAt()).isEqualTo("2026-11-23T16:25:00Z");
        assertThat(alert.who().team()).isEqualTo("platform");
        assertThat(alert.labels()).containsEntry("base_model", "claude").containsEntry("project", "acme-llm");
    }

    @Test
    void resolvesTheIncidentThatWasOpened() {
        String body = "{'incident':{'incident_id':'i','state':'%s','started_at':1795449600,'ended_at':%s}}";
        ExternalAlert closed = ALERTS.of(body.formatted("CLOSED", "1795449900"));
        assertThat(closed.firing()).isFalse();
        assertThat(closed.endsAt()).isEqualTo("2026-11-23T16:05:00Z");
        assertThat(closed.fingerprint())
                .isEqualTo(ALERTS.of(body.formatted("open", "null")).fingerprint());
    }

    @Test
    void ignoresATestThatWouldNeverBeOver() {
        assertThat(GCP.signals("{'version':'test','incident':{'incident_id':'0.abc','state':'open'}}"))
                .isEmpty();
    }

    @Test
    void tellsNoSeverityWhenThePolicyHasNone() {
        assertThat(ALERTS.of("{'incident':{'incident_id':'i','state':'open','severity':'No severity'}}")
                        .severity())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'incident':{}}", "{'incident':{'incident_id':'i','state':'odd'}}", "{'incident':[]}"})
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(GCP.deadLetter(body).detail()).isNotBlank();
    }
}
