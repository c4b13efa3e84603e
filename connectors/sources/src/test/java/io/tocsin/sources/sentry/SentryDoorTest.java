// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.sentry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentryDoorTest {
    private static final Sender SENTRY = new Sender("sentry");
    private static final ToolAlerts ALERTS = new ToolAlerts(SENTRY);
    private static final String ISSUE = "{'action':'%s','data':{'issue':{'id':'4711001','level':'error',"
            + "'lastSeen':'2026-11-23T16:29:00Z','metadata':{'type':'RateLimitError'}}}}";

    @Test
    void readsAnIssueAlert() {
        ExternalAlert alert = ALERTS.ofSample("sentry-issue-alert.json");
        assertThat(alert.name()).isEqualTo("New errors of the gateway");
        assertThat(alert.severity()).isEqualTo("error");
        assertThat(alert.fingerprint()).isEqualTo("issue/4711001");
        assertThat(alert.startsAt()).isEqualTo("2026-11-23T16:29:00.527Z");
        assertThat(alert.link())
                .isEqualTo("https://sentry.example.org/organizations/acme/issues/4711001/events/3f1f9d7a/");
        assertThat(alert.labels()).containsEntry("environment", "production");
    }

    @Test
    void keepsNoTextOfAnExceptionWhichMayQuoteAPrompt() {
        ExternalAlert alert = ALERTS.of("{'action':'triggered','data':{'event':{'issue_id':'1','title':"
                + "'ValidationError: input_value=my secret prompt','culprit':'app.ask','user':{'email':'anna@example.org'},"
                + "'metadata':{'type':'ValidationError','value':'input_value=my secret prompt'},"
                + "'tags':[['user','anna@example.org']],'request':{'data':'my secret prompt'}}}}");
        assertThat(alert.summary()).isEqualTo("ValidationError in app.ask");
        assertThat(alert.toString()).doesNotContain("secret prompt").doesNotContain("anna");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'timestamp':1795451340.527",
                "'timestamp':'2026-11-23T16:29:00.527Z'",
                "'datetime':'2026-11-23T16:29:00.527000Z','timestamp':1"
            })
    void readsTimesAsFloatsAndAsIso(String time) {
        assertThat(ALERTS.of("{'data':{'event':{'issue_id':'1'," + time + "}}}").startsAt())
                .isEqualTo("2026-11-23T16:29:00.527Z");
    }

    @ParameterizedTest
    @CsvSource({"created, true", "unresolved, true", "resolved, false", "ignored, false", "archived, false"})
    void resolvesTheIssueThatAnIssueAlertFired(String action, boolean firing) {
        ExternalAlert alert = ALERTS.of(ISSUE.formatted(action));
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.fingerprint())
                .isEqualTo(ALERTS.ofSample("sentry-issue-alert.json").fingerprint());
    }

    @Test
    void readsAMetricAlertCriticalAndResolved() {
        ExternalAlert critical = ALERTS.ofSample("sentry-metric-alert-critical.json");
        ExternalAlert resolved = ALERTS.ofSample("sentry-metric-alert-resolved.json");
        assertThat(critical.severity()).isEqualTo("critical");
        assertThat(critical.value()).isEqualTo(1250);
        assertThat(critical.threshold()).isEqualTo(1000);
        assertThat(critical.startsAt()).isEqualTo("2026-11-23T16:24:00Z");
        assertThat(critical.link()).as("documented as an address of the API").contains("/alerts/rules/details/7/");
        assertThat(resolved.firing()).isFalse();
        assertThat(resolved.endsAt()).isEqualTo("2026-11-23T16:29:00Z");
        assertThat(resolved.fingerprint()).isEqualTo(critical.fingerprint());
        assertThat(resolved.id()).isNotEqualTo(critical.id());
    }

    @Test
    void readsTheThresholdOfTheSeverityThatIsTold() {
        String warning = Sender.sample("sentry-metric-alert-critical.json")
                .replace("\"action\": \"critical\"", "\"action\": \"warning\"");
        assertThat(ALERTS.with(Map.of(), warning).threshold()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"installation", "comment", "error"})
    void ignoresOtherHooks(String resource) {
        assertThat(Sender.signals(SENTRY.read(
                        "application/json",
                        Map.of("sentry-hook-resource", resource),
                        "{\"action\":\"created\",\"data\":{}}".getBytes(UTF_8))))
                .isEmpty();
        assertThat(SENTRY.signals(ISSUE.formatted("assigned"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'action':'odd','data':{'metric_alert':{'id':'1'}}}",
                "{'action':'critical','data':{'metric_alert':{}}}",
                "{'data':{'event':{}}}",
                "{'data':{'issue':{}}}",
                "{'event':{},'project_slug':'p'}",
                "<html>"
            })
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(SENTRY.deadLetter(body).detail()).isNotBlank();
    }
}
