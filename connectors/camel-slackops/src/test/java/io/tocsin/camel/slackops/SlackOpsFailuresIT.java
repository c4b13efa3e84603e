// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import static io.tocsin.camel.slackops.SlackOpsConstants.CHANNEL;
import static io.tocsin.camel.slackops.SlackOpsConstants.TS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.camel.vendor.AuthFailedException;
import io.tocsin.camel.vendor.PermanentException;
import io.tocsin.camel.vendor.RetryableException;
import io.tocsin.fakes.Fault;
import io.tocsin.fakes.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route sees when Slack, or the way to it, fails. */
class SlackOpsFailuresIT {

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
        bench.slack.faults().on(1, fault);

        assertThat(bench.post("firing").getException()).isInstanceOf(RetryableException.class);
        assertThat(bench.post("firing").getException()).isNull();
    }

    @Test
    void callsARefusedConnectionRetryable() {
        bench.slack.close();

        assertThat(bench.post("firing").getException()).isInstanceOf(RetryableException.class);
    }

    @Test
    void waitsAsLongAsSlackAsks() {
        bench.slack.rateLimits(RateLimit.perSecond(1), RateLimit.off());

        bench.post("one");
        Exchange second = bench.post("two");

        assertThat(second.getException(RetryableException.class)).satisfies(exception -> {
            assertThat(exception.retryAfter()).contains(Duration.ofSeconds(1));
            assertThat(exception.code()).isEqualTo("ratelimited");
        });
        bench.clock.advance(Duration.ofSeconds(1));
        assertThat(bench.post("two").getException()).isNull();
    }

    @Test
    void callsAnUnknownChannelPermanent() {
        bench.slack.channels("#other");

        assertThat(bench.post("firing").getException(PermanentException.class)).satisfies(exception -> {
            assertThat(exception.code()).isEqualTo("channel_not_found");
            assertThat(exception.status()).isEqualTo(200);
        });
    }

    @Test
    void callsAnUnknownMessagePermanent() {
        Map<String, Object> nowhere = Map.of(CHANNEL, "C0123456789", TS, "1732417200.000099");

        assertThat(bench.send("slackops:update", "x", nowhere).getException(PermanentException.class))
                .hasMessage("Slack answered 200, message_not_found");
        assertThat(bench.send("slackops:thread", "x", nowhere).getException(PermanentException.class))
                .hasMessage("Slack answered 200, thread_not_found");
    }

    @Test
    void quotesWhichBlockSlackRefused() {
        List<Map<String, Object>> blocks = List.of(Map.of("type", "sectoin"));

        assertThat(bench.send("slackops:post", blocks, Map.of()).getException(PermanentException.class))
                .hasMessageContaining("invalid_blocks")
                .hasMessageContaining("[json-pointer:/blocks/0/type]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xoxb-wrong-cafebabe", "not-a-token-cafebabe"})
    void callsATokenSlackRefusesAnAuthFailureAndDoesNotRepeatIt(String token) {
        bench.slack.acceptingOnly(Bench.TOKEN);
        String uri = "slackops:post?botToken=RAW(" + token + ")";

        Exchange failed = bench.send(uri, "firing", Map.of());

        assertThat(failed.getException(AuthFailedException.class).code()).isEqualTo("invalid_auth");
        assertThat(Throwables.getStackTrace(failed.getException())).doesNotContain("cafebabe");
        assertThat(bench.camel.getEndpoint(uri).toString()).doesNotContain("cafebabe");
    }

    @Test
    void refusesWhatCannotBecomeAMessageWithoutAsking() {
        bench.options.setChannel(null);
        assertThat(bench.post("firing").getException())
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining(CHANNEL);
        bench.options.setChannel("#llm-ops");
        assertThat(bench.send("slackops:update?channel=C0123456789", "x", Map.of())
                        .getException())
                .hasMessageContaining(TS);
        assertThat(bench.send("slackops:ephemeral", "x", Map.of()).getException())
                .hasMessageContaining("CamelSlackOpsUser");
        bench.options.setBotToken(null);
        assertThat(bench.send("slackops:post?user=U1", "x", Map.of()).getException())
                .isInstanceOf(AuthFailedException.class);
        assertThat(bench.slack.journal()).isEmpty();
    }

    @Test
    void letsErrorHandlersSeeARefusalThatSlackAnswers200() throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        bench.camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(RetryableException.class).maximumRedeliveries(3).redeliveryDelay(0);
                onException(PermanentException.class).handled(true).process(exchange -> handled.add("permanent"));
                from("direct:page").to("slackops:post");
            }
        });
        bench.slack.faults().next(Fault.html(), Fault.tooManyRequests());

        Exchange accepted = bench.send("direct:page", "firing", Map.of());
        bench.slack.channels("#other");
        bench.send("direct:page", "firing", Map.of());

        assertThat(accepted.getException()).isNull();
        assertThat(bench.slack.journal()).hasSize(4);
        assertThat(handled).containsExactly("permanent");
    }
}
