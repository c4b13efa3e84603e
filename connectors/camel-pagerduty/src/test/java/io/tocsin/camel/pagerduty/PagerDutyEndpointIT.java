// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Options and secrets of the endpoint. */
class PagerDutyEndpointIT {

    private static final String SECRET = "feedfacefeedfacefeedfacefeedface";

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void readsItsOptionsFromTheUri() {
        PagerDutyEndpoint endpoint = bench.camel.getEndpoint(
                "pagerduty:acknowledge?baseUri=https://events.eu.pagerduty.com&requestTimeout=3s&source=gw-1",
                PagerDutyEndpoint.class);

        assertThat(endpoint.getOperation()).isEqualTo(PagerDutyOperation.ACKNOWLEDGE);
        assertThat(endpoint.getConfiguration().getRequestTimeout()).isEqualTo(3_000);
        assertThat(endpoint.getConfiguration().getBaseUri()).isEqualTo("https://events.eu.pagerduty.com");
        assertThat(bench.options.getSource()).isEqualTo("camel");
    }

    @Test
    void namesTheOperationsItKnows() {
        assertThatThrownBy(() -> bench.camel.getEndpoint("pagerduty:escalate"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasRootCauseMessage(
                        "pagerduty operation must be one of trigger, acknowledge, resolve, change," + " was escalate");
    }

    @Test
    void refusesAnUnknownOption() {
        assertThatThrownBy(() -> bench.camel.getEndpoint("pagerduty:trigger?routinKey=x"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("routinKey");
    }

    @Test
    void cannotStartARoute() {
        Endpoint endpoint = bench.camel.getEndpoint("pagerduty:trigger");

        assertThatThrownBy(() -> endpoint.createConsumer(exchange -> {}))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void takesItsKeyFromTheRegistrySoThatNoUriHoldsIt() {
        bench.camel.getRegistry().bind("platformKey", SECRET);

        bench.send("pagerduty:trigger?routingKey=#bean:platformKey", "Spike", Map.of());

        assertThat(bench.pagerDuty.journal().get(0).body()).contains(SECRET);
        assertThat(bench.camel.getEndpoints())
                .noneMatch(endpoint -> endpoint.getEndpointUri().contains(SECRET));
    }

    @Test
    void tellsNobodyItsKey() {
        String uri = "pagerduty:trigger?routingKey=RAW(" + SECRET + ")";
        bench.pagerDuty.acceptingOnly(Bench.KEY);

        Exchange failed = bench.send(uri, "Spike", Map.of());

        assertThat(Throwables.getStackTrace(failed.getException())).doesNotContain(SECRET);
        assertThat(bench.camel.getEndpoint(uri).toString())
                .doesNotContain(SECRET)
                .contains("xxxxxx");
        assertThat(PagerDutyEvent.of(PagerDutyOperation.TRIGGER, configured(), failed.getMessage()))
                .asString()
                .doesNotContain(SECRET);
    }

    private static PagerDutyConfiguration configured() {
        PagerDutyConfiguration options = new PagerDutyConfiguration();
        options.setRoutingKey(SECRET);
        return options;
    }
}
