// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page.Action;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a vendor calls an alert's first page comes back to it with every later page, in this life and the next. */
class VendorReferenceIT {
    private final Bench bench = new Bench(new FunctionRules()
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));

    @Test
    void aLaterPageCarriesTheReferenceOfTheFirst() {
        bench.pager.answer(new Delivery.Accepted("thread-1"));
        try (LiveEngine engine = start()) {
            engine.accept(List.of(Calls.of(Instant.now(), 120)));
            awaitPages(Action.TRIGGER);

            acknowledge(engine);

            awaitPages(Action.TRIGGER, Action.ACKNOWLEDGE);
        }
        assertThat(bench.pager.references()).containsExactly(Optional.empty(), Optional.of("thread-1"));
    }

    @Test
    void aPageAfterARestartCarriesTheReferenceFromBeforeIt() {
        bench.pager.answer(new Delivery.Accepted("thread-1"));
        try (LiveEngine engine = start()) {
            engine.accept(List.of(Calls.of(Instant.now(), 120)));
            awaitPages(Action.TRIGGER);
        }

        try (LiveEngine engine = start()) {
            acknowledge(engine);
            awaitPages(Action.TRIGGER, Action.ACKNOWLEDGE);
        }

        assertThat(bench.pager.references()).containsExactly(Optional.empty(), Optional.of("thread-1"));
        assertThat(bench.pager.taken())
                .extracting("alertId")
                .containsOnly(bench.pager.taken().get(0).alertId());
    }

    @Test
    void theLastPageOfAnAlertThatIsOverCarriesTheReferenceFromBeforeARestart() {
        // Given: the vendor is away when the alert is over.
        AtomicLong later = new AtomicLong();
        bench.pager.answer(new Delivery.Accepted("thread-1"));
        try (LiveEngine engine = LiveEngine.start(bench.parts(), clock(later), 2)) {
            engine.accept(List.of(Calls.of(Instant.now(), 120)));
            awaitPages(Action.TRIGGER);
            for (int i = 0; i < 100; i++) {
                bench.pager.answer(new Delivery.Unreachable("away", Optional.empty()));
            }
            later.set(2 * 3600);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> engine.alerts().iterator().next().state() == AlertState.RESOLVED);
        }
        bench.pager.forgetAnswers();

        // When
        try (LiveEngine engine = LiveEngine.start(bench.parts(), clock(later), 2)) {
            awaitPages(Action.TRIGGER, Action.RESOLVE);
        }

        // Then
        assertThat(bench.pager.references()).containsExactly(Optional.empty(), Optional.of("thread-1"));
    }

    /** The time of this host, and so much later. */
    private static Clock clock(AtomicLong laterSeconds) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plusSeconds(laterSeconds.get());
            }
        };
    }

    private void awaitPages(Action... actions) {
        await().untilAsserted(() -> assertThat(bench.pager.actions()).containsExactly(actions));
    }

    private static void acknowledge(LiveEngine engine) {
        String alert = engine.alerts().iterator().next().id();
        assertThat(engine.command(new Command.Acknowledge(alert, "anna"))
                        .toCompletableFuture()
                        .join()
                        .ok())
                .isTrue();
    }

    private LiveEngine start() {
        return LiveEngine.start(bench.parts(), Clock.systemUTC(), 2);
    }
}
