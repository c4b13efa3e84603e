// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import static io.tocsin.camel.opsgenie.OpsgenieConstants.ALERT_ID;
import static io.tocsin.camel.opsgenie.OpsgenieConstants.ALIAS;
import static io.tocsin.camel.opsgenie.OpsgenieConstants.REQUEST_ID;
import static io.tocsin.camel.opsgenie.OpsgenieConstants.RESULT;
import static io.tocsin.camel.opsgenie.OpsgenieConstants.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.camel.vendor.RetryableException;
import io.tocsin.fakes.OpsgenieAlert;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches Opsgenie or JSM, and what comes back, while all is well. */
class OpsgenieAlertsIT {

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"opsgenie", "jsm"})
    void walksAnAlertThroughItsLifeInBothFlavours(String flavour) {
        bench.options.setBaseUri((flavour.equals("jsm") ? bench.opsgenie.jsmUrl() : bench.opsgenie.url()).toString());
        String options = "?flavour=" + flavour;
        Map<String, Object> alias = Map.of(ALIAS, "cost/spend spike#1 🚨");

        bench.send("opsgenie:create" + options, "Hourly spend is 12.4x its baseline", alias);
        bench.send("opsgenie:acknowledge" + options, null, alias);
        bench.send("opsgenie:note" + options, "Downgraded the tier", alias);
        Exchange closed = bench.send("opsgenie:close" + options, null, alias);
        bench.clock.advance(Duration.ofSeconds(2));

        assertThat(closed.getException()).isNull();
        assertThat(closed.getMessage().getHeader(RESULT)).isEqualTo("Request will be processed");
        assertThat(bench.opsgenie.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.alias()).isEqualTo("cost/spend spike#1 🚨");
            assertThat(alert.acknowledged()).isTrue();
            assertThat(alert.notes()).containsExactly("Downgraded the tier");
            assertThat(alert.open()).isFalse();
        });
        assertThat(bench.opsgenie.outbox()).extracting("receiver").containsOnly(flavour);
    }

    @Test
    void usesTheAddressOfItsFlavour() {
        assertThat(OpsgenieFlavour.JSM.baseUri()).isEqualTo("https://api.atlassian.com/jsm/ops/integration");
        OpsgenieEndpoint endpoint = bench.camel.getEndpoint("opsgenie:create?flavour=jsm", OpsgenieEndpoint.class);

        assertThat(endpoint.getConfiguration().getFlavour()).isEqualTo(OpsgenieFlavour.JSM);
    }

    @Test
    void countsARepeatedCreate() {
        bench.create("spend-1", "Spike");
        bench.create("spend-1", "Spike");
        bench.clock.advance(Duration.ofSeconds(1));

        assertThat(bench.opsgenie.alert("spend-1").map(OpsgenieAlert::count)).contains(2);
    }

    @Test
    void readsTheOutcomeOnceTheRequestWasProcessed() {
        Object requestId = bench.create("spend-1", "Spike").getMessage().getHeader(REQUEST_ID);

        Exchange early = bench.send("opsgenie:requestStatus", null, Map.of(REQUEST_ID, requestId));
        bench.clock.advance(Duration.ofSeconds(1));
        Exchange late = bench.send("opsgenie:requestStatus", null, Map.of(REQUEST_ID, requestId));

        assertThat(early.getException()).isInstanceOf(RetryableException.class);
        assertThat(late.getException()).isNull();
        Message message = late.getMessage();
        assertThat(message.getHeader(SUCCESS)).isEqualTo(true);
        assertThat(message.getHeader(ALIAS)).isEqualTo("spend-1");
        assertThat(message.getHeader(REQUEST_ID)).isEqualTo(requestId);
        assertThat(message.getHeader(ALERT_ID))
                .isEqualTo(bench.opsgenie.alerts().get(0).id());
        assertThat(message.getBody())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("action", "Create");
    }

    @Test
    void learnsThatClosingAnUnknownAliasClosedNothing() {
        Exchange accepted = bench.send("opsgenie:close", null, Map.of(ALIAS, "nobody"));
        bench.clock.advance(Duration.ofSeconds(1));

        Exchange outcome = bench.send(
                "opsgenie:requestStatus",
                null,
                Map.of(REQUEST_ID, accepted.getMessage().getHeader(REQUEST_ID)));

        assertThat(accepted.getException()).isNull();
        assertThat(outcome.getMessage().getHeader(SUCCESS)).isEqualTo(false);
        assertThat(outcome.getMessage().getHeader(RESULT)).isEqualTo("Alert does not exist");
    }

    @Test
    void keepsAlertsWithinTheApisLimits() {
        Map<String, Object> body = Map.of(
                "message", "🚨".repeat(200),
                "description", "d".repeat(20_000),
                "tags", List.of("t".repeat(80)),
                "responders", List.of(Map.of("type", "team", "name", "llm-oncall")),
                "timesBaseline", 12.4);

        Exchange sent = bench.send("opsgenie:create?priority=P1", body, Map.of(ALIAS, "a".repeat(600)));
        bench.clock.advance(Duration.ofSeconds(1));

        assertThat(sent.getException()).isNull();
        assertThat(bench.opsgenie.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.priority()).isEqualTo("P1"));
        assertThat(bench.opsgenie.journal().get(0).body()).contains("\"details\":{\"timesBaseline\":\"12.4\"}");
    }
}
