// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpsgenieDoorTest {
    private static final Sender OPSGENIE = new Sender("opsgenie");
    private static final ToolAlerts ALERTS = new ToolAlerts(OPSGENIE);
    private static final String OURS = "a1b2c3d4e5f60718-g16-0";
    private static final String ALERT = "{'action':'%s','source':{'type':'%s'},'alert':{'alertId':'id1','alias':'%s',"
            + "'username':'anna@example.org','createdAt':1795449600123,'updatedAt':1795449900000000110}}";

    @Test
    void acknowledgesOurAlertWhenAPersonTookItsPage() {
        assertThat(OPSGENIE.read(Sender.sample("opsgenie-acknowledge.json")))
                .isEqualTo(new Reading.Orders(List.of(new Command.Acknowledge(OURS, "anna@example.org (opsgenie)"))));
    }

    @Test
    void resolvesOurAlertWhenAPersonClosedItsPage() {
        assertThat(OPSGENIE.read(ALERT.formatted("Close", "web", OURS)))
                .isEqualTo(new Reading.Orders(List.of(new Command.Resolve(OURS, "anna@example.org (opsgenie)"))));
    }

    @ParameterizedTest
    @CsvSource({
        "Close, API",
        "Close, auto-close-policy",
        "Acknowledge, System",
        "Create, web",
        "AddNote, web",
        "Restart, web"
    })
    void doesNothingToOurAlertThatNoPersonDidOrThatIsNoneOfItsBusiness(String action, String origin) {
        assertThat(OPSGENIE.read(ALERT.formatted(action, origin, OURS))).isEqualTo(new Reading.Orders(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Create, true",
        "Acknowledge, true",
        "UpdatePriority, true",
        "Restart the gateway, true",
        "Close, false",
        "Delete, false"
    })
    void leavesAnAlertOfOthersFiringWhateverTheCustomerCallsAnAction(String action, boolean firing) {
        ExternalAlert alert = ALERTS.of(ALERT.formatted(action, "web", "gateway"));
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.fingerprint()).isEqualTo("id1");
        assertThat(alert.labels()).containsEntry("action", action);
    }

    @Test
    void readsMillisecondsAndNanosecondsBeyondTwoToThe53() {
        ExternalAlert alert = ALERTS.of(ALERT.formatted("Close", "web", "gateway"));
        assertThat(alert.startsAt()).isEqualTo("2026-11-23T16:00:00.123Z");
        assertThat(alert.endsAt()).isEqualTo("2026-11-23T16:05:00.000000110Z");
        assertThat(alert.id()).isEqualTo("id1/Close/1795449900000000110");
    }

    @ParameterizedTest
    @CsvSource({"3, p3", "'P3', p3", "null,"})
    void readsAPriorityThatIsANumberInWebhooksAndAWordInTheApi(String priority, String severity) {
        String told = priority.startsWith("P") ? "'" + priority + "'" : priority;
        String body = ALERT.formatted("Create", "web", "g").replace("'alias'", "'priority':" + told + ",'alias'");
        assertThat(ALERTS.of(body).severity()).isEqualTo(severity);
    }

    @Test
    void readsTagsWithAColonAsLabels() {
        ExternalAlert alert = ALERTS.ofSample("opsgenie-create.json");
        assertThat(alert.who().team()).isEqualTo("platform");
        assertThat(alert.name()).isEqualTo("gateway");
        assertThat(alert.severity()).isEqualTo("p2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'action':'Create'}", "{'alert':{'alertId':'x'}}", "{'action':'Create','alert':7}", "{"})
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(OPSGENIE.deadLetter(body).detail()).isNotBlank();
    }
}
