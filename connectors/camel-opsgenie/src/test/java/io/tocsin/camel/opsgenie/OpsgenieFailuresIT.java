// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import static io.tocsin.camel.opsgenie.OpsgenieConstants.ALIAS;
import static io.tocsin.camel.opsgenie.OpsgenieConstants.NOTE;
import static io.tocsin.camel.opsgenie.OpsgenieConstants.PRIORITY;
import static io.tocsin.camel.opsgenie.OpsgenieConstants.REQUEST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.camel.vendor.AuthFailedException;
import io.tocsin.camel.vendor.PermanentException;
import io.tocsin.camel.vendor.RetryableException;
import io.tocsin.fakes.Fault;
import io.tocsin.fakes.RateLimit;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a route sees when Opsgenie, or the way to it, fails. */
class OpsgenieFailuresIT {

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    static Stream<Fault> passingTroubles() {
        return Stream.of(
                Fault.tooManyRequests(),
                Fault.serverError(),
                Fault.unavailable(),
                Fault.reset(),
                Fault.truncated(),
                Fault.stalled(),
                Fault.slow(Duration.ofSeconds(30)),
                Fault.html());
    }

    @ParameterizedTest
    @MethodSource("passingTroubles")
    void callsPassingTroublesRetryable(Fault fault) {
        bench.options.setRequestTimeout(300);
        bench.opsgenie.faults().on(1, fault);

        assertThat(bench.create("k", "Spike").getException()).isInstanceOf(RetryableException.class);
        assertThat(bench.create("k", "Spike").getException()).isNull();
        bench.clock.advance(Duration.ofSeconds(1));
        assertThat(bench.opsgenie.alerts()).hasSize(1);
    }

    @Test
    void callsARefusedConnectionRetryable() {
        bench.opsgenie.close();

        assertThat(bench.create("k", "Spike").getException()).isInstanceOf(RetryableException.class);
    }

    @Test
    void takesTheThrottlingPeriodForARetryAfter() {
        bench.opsgenie.rateLimit(RateLimit.perMinute(1));

        bench.create("a", "1");

        assertThat(bench.create("b", "2").getException(RetryableException.class).retryAfter())
                .contains(Duration.ofSeconds(60));
    }

    @Test
    void prefersAnExplicitRetryAfter() {
        bench.opsgenie.faults().on(1, Fault.tooManyRequests(Duration.ofSeconds(7)));

        assertThat(bench.create("a", "1").getException(RetryableException.class).retryAfter())
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void callsAKeyTheVendorRefusesAnAuthFailureAndDoesNotRepeatIt() {
        bench.opsgenie.acceptingOnly(Bench.KEY);
        String uri = "opsgenie:create?apiKey=RAW(cafebabe-0000)";

        Exchange failed = bench.send(uri, "Spike", Map.of());

        assertThat(failed.getException()).isInstanceOf(AuthFailedException.class);
        assertThat(Throwables.getStackTrace(failed.getException())).doesNotContain("cafebabe");
        assertThat(bench.camel.getEndpoint(uri).toString()).doesNotContain("cafebabe");
    }

    @Test
    void quotesWhichFieldWasRefused() {
        Exchange failed = bench.send("opsgenie:create", "Spike", Map.of(PRIORITY, "P9"));

        assertThat(failed.getException(PermanentException.class))
                .hasMessage("Opsgenie answered 422, Request body is not processable. Please check the errors."
                        + " priority should be one of [ P1, P2, P3, P4, P5 ]");
    }

    @Test
    void refusesWhatCannotBecomeARequestWithoutAsking() {
        assertThat(bench.send("opsgenie:create", null, Map.of()).getException())
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("message is missing");
        assertThat(bench.send("opsgenie:close", null, Map.of()).getException()).hasMessageContaining(ALIAS);
        assertThat(bench.send("opsgenie:note", null, Map.of(ALIAS, "a")).getException())
                .hasMessageContaining(NOTE);
        assertThat(bench.send("opsgenie:requestStatus", null, Map.of()).getException())
                .hasMessageContaining(REQUEST_ID);
        bench.options.setApiKey(null);
        assertThat(bench.send("opsgenie:create?priority=P1", "x", Map.of()).getException())
                .isInstanceOf(AuthFailedException.class);
        assertThat(bench.opsgenie.journal()).isEmpty();
    }

    @Test
    void redeliversTheQuestionUntilTheRequestWasProcessed() throws Exception {
        bench.camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(RetryableException.class)
                        .maximumRedeliveries(5)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> bench.clock.advance(Duration.ofMillis(400)));
                from("direct:page").to("opsgenie:create").to("opsgenie:requestStatus");
            }
        });

        Exchange confirmed = bench.send("direct:page", "Spike", Map.of(ALIAS, "spend-1"));

        assertThat(confirmed.getException()).isNull();
        assertThat(confirmed.getMessage().getHeader(OpsgenieConstants.SUCCESS)).isEqualTo(true);
        assertThat(bench.opsgenie.journal()).hasSize(5);
    }
}
