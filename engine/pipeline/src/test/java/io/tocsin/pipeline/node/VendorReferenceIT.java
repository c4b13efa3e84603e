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
import java.util.List;
import java.util.Optional;
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
        bench.pager.answer(new Delivery.Accepted("thread-1"));
        try (LiveEngine engine = start()) {
            engine.accept(List.of(Calls.of(Instant.now(), 120)));
            awaitPages(Action.TRIGGER);
        }
        bench.pager.away(new Delivery.Unreachable("away", Optional.empty()));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
        try (LiveEngine engine = start(later)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> engine.alerts().iterator().next().state() == AlertState.RESOLVED);
        }
        bench.pager.back();

        // When
        try (LiveEngine engine = start(later)) {
            awaitPages(Action.TRIGGER, Action.RESOLVE);
        }

        // Then
        assertThat(bench.pager.references()).containsExactly(Optional.empty(), Optional.of("thread-1"));
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
        return start(Clock.systemUTC());
    }

    private LiveEngine start(Clock clock) {
        return LiveEngine.start(bench.parts(), clock, 2);
    }
}
