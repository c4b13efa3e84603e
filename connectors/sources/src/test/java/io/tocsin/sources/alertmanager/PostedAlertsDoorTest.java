// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.sources.Sender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** It is half past four: {@link Sender#NOW}. */
class PostedAlertsDoorTest {
    private static final Sender POSTED = new Sender("prometheus-alerts");
    private static final String LABELS = "'labels':{'alertname':'Slow','severity':'page','team':'search','empty':''}";

    @Test
    void firesUntilItsEndUnlessItIsPostedAgain() {
        // As Prometheus 2.42 posts it: the end is four times its resend delay ahead.
        ExternalAlert alert = one("{" + LABELS + ",'annotations':{'summary':'p95 is 21 s'},"
                + "'startsAt':'2026-11-23T16:20:00.123Z','endsAt':'2026-11-23T16:34:00Z',"
                + "'generatorURL':'http://prometheus:9090/graph?g0.expr=up'}");
        assertThat(alert.firing()).isTrue();
        assertThat(alert.name()).isEqualTo("Slow");
        assertThat(alert.severity()).isEqualTo("page");
        assertThat(alert.summary()).isEqualTo("p95 is 21 s");
        assertThat(alert.startsAt()).isEqualTo("2026-11-23T16:20:00.123Z");
        assertThat(alert.endsAt()).isEqualTo("2026-11-23T16:34:00Z");
        assertThat(alert.at()).isEqualTo(Sender.NOW);
        assertThat(alert.labels()).isEqualTo(Map.of("alertname", "Slow", "severity", "page", "team", "search"));
        assertThat(alert.who().team()).isEqualTo("search");
        assertThat(alert.link()).isEqualTo("http://prometheus:9090/graph?g0.expr=up");
    }

    @Test
    void isOverOnceItsEndLiesInThePast() {
        ExternalAlert alert = one("{" + LABELS + ",'startsAt':'2026-11-23T16:20:00Z','endsAt':'2026-11-23T16:29:00Z'}");
        assertThat(alert.firing()).isFalse();
        assertThat(alert.endsAt()).isEqualTo("2026-11-23T16:29:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'endsAt':'0001-01-01T00:00:00Z'", ",'endsAt':null"})
    void endsAfterFiveMinutesWhenNoEndIsTold(String end) {
        ExternalAlert alert = one("{" + LABELS + end + "}");
        assertThat(alert.firing()).isTrue();
        assertThat(alert.startsAt()).isEqualTo(Sender.NOW);
        assertThat(alert.endsAt()).isEqualTo(Sender.NOW.plusSeconds(300));
    }

    @Test
    void hasOneFingerprintWhileItFiresAndWhenItIsOverButNotOneId() {
        ExternalAlert fires = one("{" + LABELS + ",'endsAt':'2026-11-23T16:34:00Z'}");
        ExternalAlert again = one("{" + LABELS + ",'endsAt':'2026-11-23T16:35:00Z'}");
        ExternalAlert over = one("{" + LABELS + ",'endsAt':'2026-11-23T16:29:00Z'}");
        assertThat(List.of(again.fingerprint(), over.fingerprint())).containsOnly(fires.fingerprint());
        assertThat(List.of(fires.id(), again.id(), over.id())).doesNotHaveDuplicates();
    }

    @Test
    void isKnownByTheFingerprintThatAlertmanagerGivesIt() {
        // From captures of Alertmanager's own webhook.
        assertThat(Fingerprint.of(Map.of(
                        "alertname", "ClaudeHourlySpendSpike",
                        "instance", "gw-1",
                        "model", "claude-opus-4",
                        "service", "support-bot",
                        "severity", "critical",
                        "team", "llm-platform")))
                .isEqualTo("b4fa35a7543fddc2");
        assertThat(Fingerprint.of(Map.of())).isEqualTo("cbf29ce484222325");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'labels':{}}|[0].labels",
                "{'labels':{'alertname':''}}|[0].labels",
                "7|[0].labels",
                "{'labels':{'a':'b'},'startsAt':'soon'}|[0].startsAt",
                "{'labels':{'a':'b'},'startsAt':'2026-11-23T16:20:00Z','endsAt':'2026-11-23T16:10:00Z'}|[0].startsAt"
            })
    void refusesAnAlertThatCannotBeAndTakesTheOthers(String alert, String where) {
        Reading.Understood partly = POSTED.partly("[" + alert + ",{" + LABELS + "}]");
        assertThat(partly.rejected()).isEqualTo(1);
        assertThat(partly.reason()).startsWith(where + ": ");
        assertThat(partly.signals()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}|schema", "7|schema", "[|json-malformed", "[][]|schema", "''|json-malformed"})
    void refusesWhatIsNoList(String body, String code) {
        assertThat(POSTED.rejected(body).status()).isEqualTo(400);
        assertThat(POSTED.rejected(body).code()).isEqualTo(code);
    }

    @Test
    void takesAnEmptyList() {
        assertThat(POSTED.signals("[]")).isEmpty();
    }

    private static ExternalAlert one(String alert) {
        Signal signal = POSTED.signal("[" + alert + "]");
        return (ExternalAlert) signal;
    }
}
