// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureDoorTest {
    private static final Sender AZURE = new Sender("azure");
    private static final ToolAlerts ALERTS = new ToolAlerts(AZURE);

    @Test
    void readsTheCommonSchema() {
        ExternalAlert alert = ALERTS.ofSample("azure-fired.json");
        assertThat(alert.firing()).isTrue();
        assertThat(alert.name()).isEqualTo("Tokens per minute");
        assertThat(alert.severity()).isEqualTo("sev1");
        assertThat(alert.value()).isEqualTo(281_400);
        assertThat(alert.threshold()).isEqualTo(270_000);
        assertThat(alert.who().team()).isEqualTo("platform");
        assertThat(alert.labels())
                .containsEntry("ModelDeploymentName", "chat-eu")
                .containsEntry("metric", "TokenTransaction");
    }

    @ParameterizedTest
    @CsvSource({"Fired, true", "Resolved, false"})
    void linksFiredAndResolvedByTheAlertsId(String condition, boolean firing) {
        ExternalAlert alert = ALERTS.of("{'data':{'essentials':{'alertId':'a','monitorCondition':'" + condition
                + "','firedDateTime':'2026-11-23T16:00:00Z','resolvedDateTime':'2026-11-23T16:10:00Z'}}}");
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.fingerprint()).isEqualTo("a");
        assertThat(alert.startsAt()).isEqualTo("2026-11-23T16:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"Activated, true", "Deactivated, false"})
    void readsMetricAlertsOfVersionTwoByRuleAndResource(String status, boolean firing) {
        ExternalAlert alert = ALERTS.of(
                "{'data':{'status':'" + status + "','context':{'id':'rule','resourceId':'vm1',"
                        + "'timestamp':'2026-11-23T16:00:00.1714014Z','condition':{'allOf':[{'metricValue':1,'threshold':'0'}]}}}}");
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.fingerprint()).isEqualTo("rule/vm1");
        assertThat(alert.threshold()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Microsoft.Resources/deployments/write, DEPLOY", "Microsoft.CognitiveServices/accounts/write, CONFIG"})
    void readsWhatPeopleDidToResourcesAsChanges(String operation, Change.Kind kind) {
        Change change = (Change) AZURE.signal("{'data':{'essentials':{'alertId':'a','monitoringService':"
                + "'Activity Log - Administrative','monitorCondition':'Fired','configurationItems':['acme'],"
                + "'firedDateTime':'2026-11-23T16:00:00Z'},'alertContext':{'operationName':'" + operation
                + "','status':'Succeeded','caller':'anna@example.org'}}}");
        assertThat(change.kind()).isEqualTo(kind);
        assertThat(change.subject()).isEqualTo("acme");
        assertThat(change.summary()).isEqualTo(operation + " Succeeded");
        assertThat(change.toString()).doesNotContain("anna");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'data':{}}",
                "{'data':{'essentials':{'alertId':'a','monitorCondition':'odd'}}}",
                "{'data':{'context':{'id':'a'},'status':'odd'}}",
                "{'data':{'essentials':{'monitoringService':'Activity Log - Administrative'}}}"
            })
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(AZURE.deadLetter(body).detail()).isNotBlank();
    }
}
