// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Page.Action;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class LiveEngineIT {
    private final InMemoryStore store = new InMemoryStore();
    private final Bench bench = new Bench(
            new FunctionRules()
                    .event("cost.expensive-request", CallFact.class, call -> call.usd() > 500)
                    .state(
                            "cost.hourly-spend-spike",
                            HourlySpend.class,
                            "downgrade",
                            spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100),
            List.of(),
            store);

    @Test
    void foldsWhatManySendersOfferAtOnceExactlyOnce() {
        try (LiveEngine engine = start(2)) {
            List<CompletableFuture<?>> receipts = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                List<Signal> batch = new ArrayList<>();
                for (int j = 0; j < 20; j++) {
                    batch.add(Calls.of("c-" + i + "-" + j, Instant.now(), "user-" + j, "team-" + j, "s-" + j, 0.01));
                }
                receipts.add(engine.accept(batch).toCompletableFuture());
            }
            CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new)).join();

            await().untilAsserted(
                            () -> assertThat(engine.ledger().outcomes()).containsOnly(Map.entry("no-match", 10_000L)));
            assertThat(engine.ledger().accepted()).isEqualTo(10_000);
        }
    }

    @Test
    void theLedgerBalancesWithADeadLetterAndAfterARestart() {
        try (LiveEngine engine = start(2)) {
            engine.accept(List.of(Calls.of(Instant.now(), 1)));
            engine.deadLetter(new Commit.DeadLetter("letter-1", "litellm", 0, "not understood", new byte[0]));

            await().untilAsserted(() ->
                    assertThat(engine.ledger().outcomes()).isEqualTo(Map.of("no-match", 1L, "dead-letter", 1L)));
            assertThat(engine.ledger().accepted()).isEqualTo(2);
        }
        try (LiveEngine engine = start(2)) {
            assertThat(engine.ledger().accepted()).isEqualTo(2);
        }
    }

    @Test
    void pagesProposesAndActsOnApproval() {
        try (LiveEngine engine = start(2)) {
            engine.accept(List.of(Calls.of(Instant.now(), 120)));

            await().untilAsserted(() -> assertThat(engine.runs()).hasSize(1));
            await().untilAsserted(() -> assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER));
            String run = engine.runs().iterator().next().id();
            assertThat(engine.command(new Command.Approve(run, "anna"))
                            .toCompletableFuture()
                            .join()
                            .ok())
                    .isTrue();
            await().untilAsserted(() ->
                    assertThat(engine.flag("default", "llm.tier.search")).isPresent());
        }
    }

    @Test
    void comesBackWithEverythingAndPagesNothingTwice() {
        try (LiveEngine engine = start(2)) {
            engine.accept(List.of(Calls.of("a", Instant.now(), "anna", "search", "s", 120)));
            await().untilAsserted(() -> assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER));
        }

        try (LiveEngine engine = start(1)) {
            engine.accept(List.of(Calls.of("a", Instant.now(), "anna", "search", "s", 120)));
            engine.accept(List.of(Calls.of("b", Instant.now(), "anna", "search", "s", 1)));

            await().untilAsserted(() -> assertThat(engine.ledger().outcomes())
                    .containsEntry("no-match", 2L)
                    .containsEntry("duplicate", 1L));
            assertThat(engine.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.FIRING));
            assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER);
        }
    }

    @Test
    void takesNothingOnceItStops() {
        LiveEngine engine = start(1);
        engine.close();

        CompletableFuture<?> late =
                engine.accept(List.of(Calls.of(Instant.now(), 1))).toCompletableFuture();

        assertThatThrownBy(late::join).isInstanceOf(CompletionException.class).hasMessageContaining("cannot take");
    }

    private LiveEngine start(int workers) {
        return LiveEngine.start(bench.parts(), Clock.systemUTC(), workers);
    }
}
