// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.Fault;
import io.tocsin.fakes.ManualClock;
import io.tocsin.fakes.SlackFake;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page.Action;
import io.tocsin.receivers.Harness;
import io.tocsin.receivers.Samples;
import io.tocsin.receivers.Secret;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page that may be in Slack already is not posted a second time, and never lost for it. */
class SlackOpsOnceIT {
    private static final String ID = "C0A1B2C3D4";

    private final ManualClock clock = ManualClock.at(Samples.NOW.toString());
    private final SlackFake vendor = SlackFake.start(0, clock).withoutRateLimits();

    @AfterEach
    void close() {
        vendor.close();
    }

    static Stream<Fault> lostAnswers() {
        return Stream.of(Fault.truncated(), Fault.stalled(), Fault.slow(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void findsTheMessageWhoseAnswerWasLostBeforeTheRestart(Fault fault) {
        // Given
        vendor.faults().next(fault);
        try (Harness life = receiver(ID)) {
            assertThat(life.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
        }
        clock.advance(Duration.ofSeconds(5));
        // When
        try (Harness next = receiver(ID)) {
            Delivery found = next.deliver(Action.TRIGGER);
            // Then
            assertThat(vendor.messages()).hasSize(1);
            assertThat(found)
                    .isEqualTo(new Delivery.Accepted(
                            ID + ":" + vendor.messages().get(0).ts()));
            next.deliver(Action.RESOLVE);
            assertThat(vendor.messages().get(0).text()).startsWith("OK ");
        }
    }

    @Test
    void findsTheMessageOfALifeThatNeverSawTheAnswer() {
        try (Harness life = receiver(ID)) {
            life.deliver(Action.TRIGGER);
        }
        clock.advance(Duration.ofSeconds(5));
        try (Harness next = receiver(ID)) {
            next.deliver(Action.TRIGGER);
        }
        assertThat(vendor.messages()).hasSize(1);
    }

    @Test
    void looksBeforeARetryAndFindsTheChannelByTheIdItWasTold() {
        try (Harness receiver = receiver("#llm-ops")) {
            receiver.deliver(Samples.hostile("another page"));
            receiver.forget();
            vendor.faults().next(Fault.truncated());
            assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
            assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Accepted.class);
        }
        assertThat(vendor.messages()).hasSize(2);
    }

    @Test
    void postsWhatItLookedForAndDidNotFind() {
        vendor.faults().next(Fault.reset());
        try (Harness receiver = receiver(ID)) {
            receiver.deliver(Action.TRIGGER);
            assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Accepted.class);
        }
        assertThat(vendor.messages()).hasSize(1);
        assertThat(methods()).containsExactly("chat.postMessage", "conversations.history", "chat.postMessage");
    }

    @Test
    void doesNotTakeAnotherPageForThisOne() {
        try (Harness life = receiver(ID)) {
            life.deliver(Action.TRIGGER);
        }
        clock.advance(Duration.ofSeconds(5));
        try (Harness next = receiver(ID)) {
            next.deliver(Action.RESOLVE);
        }
        assertThat(vendor.messages()).hasSize(2);
    }

    static Stream<Consumer<SlackFake>> reasonsNotToLook() {
        return Stream.of(
                vendor -> vendor.scopes("chat:write"),
                vendor -> vendor.notMemberOf(ID),
                vendor -> vendor.faults().next(Fault.serverError()),
                vendor -> vendor.faults().next(Fault.tooManyRequests(Duration.ofSeconds(60))),
                vendor -> vendor.faults().next(Fault.html()),
                vendor -> vendor.faults().next(Fault.slow(Duration.ofSeconds(3))));
    }

    @ParameterizedTest
    @MethodSource("reasonsNotToLook")
    void postsAnywayWhenItCannotLook(Consumer<SlackFake> reason) {
        // Given
        vendor.faults().next(Fault.reset());
        try (Harness receiver = receiver(ID)) {
            receiver.deliver(Action.TRIGGER);
            reason.accept(vendor);
            // When
            Delivery delivery = receiver.deliver(Action.TRIGGER);
            // Then
            assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
        }
        assertThat(vendor.messages()).hasSize(1);
        assertThat(methods()).containsExactly("chat.postMessage", "conversations.history", "chat.postMessage");
    }

    @Test
    void postsAgainRatherThanNeverInAChannelItKnowsByNameOnly() {
        try (Harness life = receiver("#llm-ops")) {
            life.deliver(Action.TRIGGER);
        }
        clock.advance(Duration.ofSeconds(5));
        try (Harness next = receiver("#llm-ops")) {
            assertThat(next.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Accepted.class);
        }
        assertThat(vendor.messages()).hasSize(2);
    }

    @Test
    void keepsLookingUntilSlackLetsIt() {
        try (Harness receiver = receiver(ID)) {
            vendor.faults().next(Fault.truncated(), Fault.serverError(), Fault.tooManyRequests(Duration.ofSeconds(1)));
            receiver.deliver(Action.TRIGGER);
            receiver.deliver(Action.TRIGGER);
            receiver.deliver(Action.TRIGGER);
        }
        assertThat(vendor.messages()).hasSize(1);
    }

    @Test
    void doesNotLookForANewPageNorAfterAPlainNo() {
        vendor.faults().next(Fault.tooManyRequests(Duration.ofSeconds(1)));
        try (Harness receiver = receiver(ID)) {
            receiver.deliver(Action.TRIGGER);
            clock.advance(Duration.ofSeconds(30));
            receiver.deliver(Action.TRIGGER);
        }
        assertThat(vendor.messages()).hasSize(1);
        assertThat(methods()).containsOnly("chat.postMessage");
    }

    private Harness receiver(String channel) {
        SlackOpsSettings settings = new SlackOpsSettings(
                "chat", Secret.of("xoxb-token-of-the-test"), channel, vendor.apiUrl(), Duration.ofMillis(800));
        return new Harness(settings, clock);
    }

    private List<String> methods() {
        return vendor.journal().stream()
                .map(call -> call.path().substring("/api/".length()))
                .toList();
    }
}
