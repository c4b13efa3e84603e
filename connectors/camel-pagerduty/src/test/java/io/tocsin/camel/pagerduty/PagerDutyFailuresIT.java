// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import static io.tocsin.camel.pagerduty.PagerDutyConstants.DEDUP_KEY;
import static io.tocsin.camel.pagerduty.PagerDutyConstants.SEVERITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.camel.vendor.AuthFailedException;
import io.tocsin.camel.vendor.PermanentException;
import io.tocsin.camel.vendor.RetryableException;
import io.tocsin.camel.vendor.VendorException;
import io.tocsin.fakes.Fault;
import io.tocsin.fakes.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route sees when PagerDuty, or the way to it, fails. */
class PagerDutyFailuresIT {

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
        bench.pagerDuty.faults().on(1, fault);

        Exchange failed = bench.trigger("k", "Spike");
        Exchange retried = bench.trigger("k", "Spike");

        assertThat(failed.getException()).isInstanceOf(RetryableException.class);
        assertThat(retried.getException()).isNull();
        assertThat(bench.pagerDuty.incidents()).hasSize(1);
    }

    @Test
    void tellsHowLongToWait() {
        bench.pagerDuty.faults().on(1, Fault.tooManyRequests(Duration.ofSeconds(7)));

        Exchange failed = bench.trigger("k", "Spike");

        assertThat(failed.getException(RetryableException.class)).satisfies(exception -> {
            assertThat(exception.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(exception.status()).isEqualTo(429);
        });
    }

    @Test
    void runsIntoTheVendorsWindowAndOutOfItAgain() {
        bench.pagerDuty.rateLimit(RateLimit.perMinute(2));

        assertThat(bench.trigger("a", "1").getException()).isNull();
        assertThat(bench.trigger("b", "2").getException()).isNull();
        assertThat(bench.trigger("c", "3").getException()).isInstanceOf(RetryableException.class);
        bench.clock.advance(Duration.ofSeconds(60));
        assertThat(bench.trigger("c", "3").getException()).isNull();
    }

    @Test
    void callsARefusedConnectionRetryable() {
        bench.pagerDuty.close();

        assertThat(bench.trigger("k", "Spike").getException())
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("ConnectException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"too-short", "0123456789abcdef0123456789abcdee"})
    void callsAKeyPagerDutyRefusesAnAuthFailure(String key) {
        bench.pagerDuty.acceptingOnly(Bench.KEY);

        Exchange failed = bench.send("pagerduty:trigger?routingKey=" + key, "Spike", Map.of());

        assertThat(failed.getException())
                .isInstanceOf(AuthFailedException.class)
                .hasMessageContaining("routing_key");
    }

    @Test
    void callsAMissingKeyAnAuthFailureWithoutAsking() {
        bench.options.setRoutingKey(null);

        assertThat(bench.trigger("k", "Spike").getException()).isInstanceOf(AuthFailedException.class);
        assertThat(bench.pagerDuty.journal()).isEmpty();
    }

    @Test
    void quotesWhatPagerDutyRefusedAnEventFor() {
        Exchange failed = bench.send("pagerduty:trigger", "Spike", Map.of(SEVERITY, "none"));

        assertThat(failed.getException())
                .isInstanceOf(PermanentException.class)
                .hasMessage("PagerDuty answered 400, Event object is invalid: 'payload.severity' is invalid"
                        + " (must be one of the following: 'critical', 'warning', 'error' or 'info')");
    }

    @Test
    void refusesWhatCannotBecomeAnEventWithoutAsking() {
        assertThat(bench.send("pagerduty:trigger", null, Map.of()).getException())
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("summary is missing");
        assertThat(bench.send("pagerduty:resolve", null, Map.of()).getException())
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining(DEDUP_KEY);
        assertThat(bench.send("pagerduty:trigger", "{not json", Map.of()).getException())
                .isInstanceOf(PermanentException.class);
        assertThat(bench.send("pagerduty:trigger", List.of("a"), Map.of()).getException())
                .isInstanceOf(PermanentException.class);
        assertThat(bench.pagerDuty.journal()).isEmpty();
    }

    @Test
    void redeliversUntilPagerDutyAcceptsAndGivesUpOnPermanentRefusals() throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        bench.camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(RetryableException.class).maximumRedeliveries(5).redeliveryDelay(0);
                onException(VendorException.class)
                        .handled(true)
                        .process(
                                exchange -> handled.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                                        .getClass()
                                        .getSimpleName()));
                from("direct:page").to("pagerduty:trigger");
            }
        });
        bench.pagerDuty.faults().next(Fault.tooManyRequests(), Fault.unavailable(), Fault.reset());

        Exchange accepted = bench.send("direct:page", "Spike", Map.of(DEDUP_KEY, "k"));
        bench.send("direct:page", "Spike", Map.of(DEDUP_KEY, "k", SEVERITY, "none"));

        assertThat(accepted.getException()).isNull();
        assertThat(bench.pagerDuty.journal()).hasSize(5);
        assertThat(handled).containsExactly("PermanentException");
    }
}
