// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.pagerduty;

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

class PagerDutyDoorTest {
    private static final Sender PAGERDUTY = new Sender("pagerduty");
    private static final ToolAlerts ALERTS = new ToolAlerts(PAGERDUTY);
    private static final String OURS = "a1b2c3d4e5f60718-g16-0";
    private static final String EVENT = "{'event':{'id':'e1','event_type':'%s','resource_type':'incident','agent':%s,"
            + "'client':null,'occurred_at':'2026-11-23T16:20:00Z','data':{'id':'Q1','type':'incident','status':'%s',"
            + "'incident_key':'%s','priority':null,'urgency':'high','service':{'summary':'Gateway'}}}}";
    private static final String ANNA = "{'type':'user_reference','summary':'Anna Ops'}";

    @Test
    void acknowledgesOurAlertWhenAPersonTookItsPage() {
        Reading reading = PAGERDUTY.read(Sender.sample("pagerduty-acknowledged.json"));
        assertThat(reading)
                .isEqualTo(new Reading.Orders(List.of(new Command.Acknowledge(OURS, "Anna Ops (pagerduty)"))));
    }

    @Test
    void resolvesOurAlertWhenAPersonClosedItsPage() {
        assertThat(PAGERDUTY.read(EVENT.formatted("incident.resolved", ANNA, "resolved", OURS)))
                .isEqualTo(new Reading.Orders(List.of(new Command.Resolve(OURS, "Anna Ops (pagerduty)"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{'type':'service_reference','summary':'LLM platform'}",
                "{'type':'inbound_integration_reference'}",
                "7"
            })
    void doesNothingToOurAlertThatNoPersonDid(String agent) {
        assertThat(PAGERDUTY.read(EVENT.formatted("incident.resolved", agent, "resolved", OURS)))
                .isEqualTo(new Reading.Orders(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incident.triggered",
                "incident.escalated",
                "incident.priority_updated",
                "incident.unacknowledged"
            })
    void neverTakesAPageOfOursForAnAlertOrPagesWouldBegetPages(String type) {
        assertThat(PAGERDUTY.read(EVENT.formatted(type, ANNA, "triggered", OURS)))
                .isEqualTo(new Reading.Orders(List.of()));
    }

    @Test
    void cleansTheNameOfWhoDidIt() {
        String agent = "{'type':'user_reference','summary':'\\u0000\\u202e" + "x".repeat(400) + "'}";
        Reading.Orders orders =
                (Reading.Orders) PAGERDUTY.read(EVENT.formatted("incident.resolved", agent, "resolved", OURS));
        assertThat(orders.commands().get(0).by()).isEqualTo("x".repeat(100) + " (pagerduty)");
    }

    @ParameterizedTest
    @CsvSource({
        "incident.triggered, triggered, true", "incident.acknowledged, acknowledged, true",
        "incident.unacknowledged, triggered, true", "incident.reopened, triggered, true",
        "incident.priority_updated, acknowledged, true", "incident.resolved, resolved, false"
    })
    void readsTheIncidentsOfOthersAsAlerts(String type, String status, boolean firing) {
        ExternalAlert alert = ALERTS.of(EVENT.formatted(type, "null", status, "gateway-eu-1"));
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.fingerprint()).isEqualTo("Q1");
        assertThat(alert.name()).isEqualTo("Gateway");
        assertThat(alert.severity()).as("without a priority").isEqualTo("high");
        assertThat(alert.labels()).containsEntry("status", status);
    }

    @Test
    void takesAPriorityForTheSeverityWhenThereIsOne() {
        String body = EVENT.formatted("incident.triggered", "null", "triggered", "k")
                .replace("'priority':null", "'priority':{'summary':'P1'}");
        assertThat(ALERTS.of(body).severity()).isEqualTo("p1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01BZYH1JJY09P9LEIST8HG2PMN",
                "5ac64822-4adc-4fda-ade0-410becf0de4f",
                "27182818284590452353602874713526624977"
            })
    void takesEveryFormOfAnEventsId(String id) {
        assertThat(ALERTS.of(EVENT.formatted("incident.triggered", "null", "triggered", "k")
                                .replace("'e1'", "'" + id + "'"))
                        .id())
                .isEqualTo(id);
    }

    @Test
    void looksAtTheTypeOfTheDataAndNotOfTheResource() {
        assertThat(PAGERDUTY.signals("{'event':{'id':'e','event_type':'incident.annotated','resource_type':'incident',"
                        + "'data':{'id':'N1','type':'incident_note','content':'note'}}}"))
                .isEmpty();
        assertThat(PAGERDUTY.signals("{'event':{'id':'e','event_type':'pagey.ping','resource_type':'pagey','data':"
                        + "{'message':'hello','type':'ping'}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'event':{}}",
                "{'event':{'event_type':'incident.triggered','data':{'type':'incident'}}}",
                "{'event':{'event_type':'incident.triggered','data':{'type':'incident','id':'Q','status':'odd'}}}",
                "{'messages':[{'event':'incident.trigger'}]}",
                "not json"
            })
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(PAGERDUTY.deadLetter(body).detail()).isNotBlank();
    }
}
