// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.Signal;
import io.tocsin.sources.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatuspageDoorTest {
    private static final Sender STATUSPAGE = new Sender("statuspage");
    private static final String PAGE = "'page':{'id':'tymt9n04zgry','name':'Claude'}";

    @Test
    void tellsEveryComponentSoThatTheWorstDecidesAndNotTheIndicator() {
        List<Signal> signals = STATUSPAGE.signals("{" + PAGE + ",'status':{'indicator':'minor'},'components':["
                + component("a", "API", "partial_outage") + "," + component("b", "Console", "operational") + ","
                + component("g", "Group", "major_outage").replace("}", ",'group':true}") + "]}");
        assertThat(signals)
                .extracting(signal -> ((ProviderStatus) signal).level())
                .containsExactly(ProviderStatus.Level.PARTIAL_OUTAGE, ProviderStatus.Level.OPERATIONAL);
        assertThat(signals)
                .extracting(signal -> ((ProviderStatus) signal).provider())
                .containsOnly("anthropic");
    }

    @ParameterizedTest
    @CsvSource({
        "operational, OPERATIONAL",
        "under_maintenance, MAINTENANCE",
        "degraded_performance, DEGRADED",
        "partial_outage, PARTIAL_OUTAGE",
        "major_outage, MAJOR_OUTAGE"
    })
    void knowsEveryStatus(String status, ProviderStatus.Level level) {
        ProviderStatus told = (ProviderStatus) STATUSPAGE.signal("{'meta':{'unsubscribe':'http://secret'}," + PAGE
                + ",'component':{'name':'API'},'component_update':{'id':'u1','new_status':'" + status + "'}}");
        assertThat(told.level()).isEqualTo(level);
        assertThat(told.id()).isEqualTo("u1");
        assertThat(told.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "investigating, minor, DEGRADED", "identified, major, PARTIAL_OUTAGE", "monitoring, critical, MAJOR_OUTAGE",
        "resolved, critical, OPERATIONAL", "postmortem, major, OPERATIONAL", "investigating, none, OPERATIONAL"
    })
    void readsIncidents(String status, String impact, ProviderStatus.Level level) {
        ProviderStatus told =
                (ProviderStatus) STATUSPAGE.signal(incident("'status':'" + status + "','impact':'" + impact + "'"));
        assertThat(told.level()).isEqualTo(level);
        assertThat(told.incident())
                .isEqualTo(status.equals("resolved") || status.equals("postmortem") ? null : "Errors");
        assertThat(told.component()).isEqualTo("page");
        assertThat(told.id()).isEqualTo("upd1");
    }

    @Test
    void tellsMaintenanceFromIncidentsByItsSchedule() {
        String plan = "'impact':'maintenance','scheduled_for':'2026-11-24T00:00:00Z','status':'";
        assertThat(STATUSPAGE.signals(incident(plan + "scheduled'"))).isEmpty();
        assertThat(((ProviderStatus) STATUSPAGE.signal(incident(plan + "in_progress'"))).level())
                .isEqualTo(ProviderStatus.Level.MAINTENANCE);
        assertThat(((ProviderStatus) STATUSPAGE.signal(incident(plan + "completed'"))).level())
                .isEqualTo(ProviderStatus.Level.OPERATIONAL);
    }

    @Test
    void givesEachComponentOfAnIncidentItsOwnIdAndStatus() {
        List<Signal> signals = STATUSPAGE.signals(incident("'status':'identified','impact':'minor','components':["
                + component("a", "API", "major_outage") + ",{'id':'b','name':'Console'}]"));
        assertThat(signals).extracting(Signal::id).containsExactly("upd1/a", "upd1/b");
        assertThat(signals)
                .extracting(signal -> ((ProviderStatus) signal).level())
                .containsExactly(ProviderStatus.Level.MAJOR_OUTAGE, ProviderStatus.Level.DEGRADED);
    }

    @Test
    void tellsNothingTwiceWhenASummaryIsAskedForAgain() {
        String summary = "{" + PAGE + ",'components':[" + component("a", "API", "operational") + "]}";
        assertThat(STATUSPAGE.signal(summary).id())
                .isEqualTo(STATUSPAGE.signal(summary).id());
        assertThat(STATUSPAGE.signal(summary).id())
                .isNotEqualTo(STATUSPAGE
                        .signal(summary.replace("operational", "major_outage"))
                        .id());
    }

    @Test
    void namesProvidersByAddressAndThenByTheirOwnName() {
        String body = "{'page':%s,'components':[" + component("a", "API", "operational") + "]}";
        assertThat(((ProviderStatus) STATUSPAGE.signal(body.formatted("{'id':'x','url':'https://status.openai.com/'}")))
                        .provider())
                .isEqualTo("openai");
        assertThat(((ProviderStatus) STATUSPAGE.signal(body.formatted("{'id':'x','name':'Acme AI'}"))).provider())
                .isEqualTo("acme ai");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'page':{'id':'p'}}",
                "[7]",
                "{'page':{'id':'p'},'component_update':{'new_status':'exploded'}}",
                "{'page':{'id':'p'},'components':[{'name':'a','status':'odd'}]}",
                "<xml/>"
            })
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(STATUSPAGE.deadLetter(body).detail()).isNotBlank();
    }

    private static String incident(String fields) {
        return "{" + PAGE + ",'incident':{'id':'i','name':'Errors','updated_at':'2026-11-23T12:00:00Z',"
                + "'incident_updates':[{'id':'upd1'},{'id':'upd0'}]," + fields + "}}";
    }

    private static String component(String id, String name, String status) {
        return "{'id':'" + id + "','name':'" + name + "','status':'" + status + "'}";
    }
}
