// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Page.Action;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FaultyLedger;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that dies in the middle of an action, and the one that comes after it. */
class ActionCrashIT {
    private static final int MORE_THAN_THREADS = 6;

    private final FaultyLedger ledger = new FaultyLedger(Clock.systemUTC());
    private final Bench bench = new Bench(new FunctionRules()
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    "downgrade",
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));

    @BeforeEach
    void useTheLedger() {
        bench.ledger = ledger;
    }

    @Test
    void anActionThatCannotBeRepeatedIsInDoubtAfterACrashBeforeItWasSent() {
        bench.runbooks.stepKind = "once";
        ledger.before.put(ActionState.SENT, ActionCrashIT::die);
        dieInTheMiddle(ActionState.STARTED);
        ledger.before.clear();

        try (LiveEngine heir = start()) {
            await().untilAsserted(() -> assertThat(run(heir).state()).isEqualTo(State.IN_DOUBT));
            await().untilAsserted(
                            () -> assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.UPDATE));
        }
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.IN_DOUBT);
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN);
    }

    @Test
    void anActionThatCannotBeRepeatedIsNeverSentAgain() {
        bench.runbooks.stepKind = "once";
        bench.runbooks.acting = ActionCrashIT::die;
        dieInTheMiddle(ActionState.SENT);

        try (LiveEngine heir = start()) {
            await().untilAsserted(() -> assertThat(run(heir).state()).isEqualTo(State.IN_DOUBT));
            await().untilAsserted(
                            () -> assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.UPDATE));
        }
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN, Mode.ACT);
    }

    @Test
    void anActionThatCanBeRepeatedIsDoneByTheNext() {
        bench.runbooks.acting = ActionCrashIT::die;
        dieInTheMiddle(ActionState.SENT);
        bench.runbooks.acting = () -> {};

        try (LiveEngine heir = start()) {
            await().untilAsserted(() ->
                    assertThat(heir.flag("default", "llm.tier.search")).isPresent());
        }
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.SUCCEEDED);
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN, Mode.ACT, Mode.ACT);
    }

    @Test
    void aCallThatIsMadeOnceIsNotMadeByTheNext() {
        bench.runbooks.stepKind = "once";
        bench.runbooks.calls = true;
        bench.runbooks.targets.sending = ActionCrashIT::die;
        dieInTheMiddle(ActionState.SENT);

        try (LiveEngine heir = start()) {
            await().untilAsserted(() -> assertThat(run(heir).state()).isEqualTo(State.IN_DOUBT));
            await().untilAsserted(
                            () -> assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.UPDATE));
        }
        assertThat(bench.runbooks.targets.sent).hasSize(1);
    }

    @Test
    void aKeyedCallIsMadeAgainByTheNextUnderItsKey() {
        bench.runbooks.stepKind = "keyed";
        bench.runbooks.calls = true;
        bench.runbooks.targets.sending = ActionCrashIT::die;
        dieInTheMiddle(ActionState.SENT);
        bench.runbooks.targets.sending = () -> {};

        try (LiveEngine heir = start()) {
            await().untilAsserted(() -> assertThat(run(heir).state()).isEqualTo(State.VERIFYING));
        }
        assertThat(bench.runbooks.targets.sent)
                .hasSize(2)
                .extracting(sent -> sent.key())
                .containsOnly(bench.runbooks.targets.sent.get(0).key());
        assertThat(bench.runbooks.targets.sent.get(1).fence())
                .isGreaterThan(bench.runbooks.targets.sent.get(0).fence());
    }

    @Test
    void aCallThatIsKnownToHaveSucceededIsNotMadeAgain() {
        // Given
        bench.runbooks.stepKind = "keyed";
        bench.runbooks.calls = true;
        bench.runbooks.targets.sending = ActionCrashIT::die;
        dieInTheMiddle(ActionState.SENT);
        bench.runbooks.targets.sending = () -> {};
        io.tocsin.pipeline.ledger.Action found = ledger.actions(Set.of(), 1).get(0);
        ledger.move(found.planned().key(), ActionState.SENT, ActionState.SUCCEEDED, found.owner(), "");

        // When
        try (LiveEngine heir = start()) {
            await().untilAsserted(() -> assertThat(run(heir).state()).isEqualTo(State.VERIFYING));
        }

        // Then
        assertThat(bench.runbooks.targets.sent).hasSize(1);
    }

    @Test
    void whatAnEarlierLifeMayHaveDoneWaitsForTheLedger() {
        // Given
        bench.runbooks.stepKind = "once";
        bench.runbooks.acting = ActionCrashIT::die;
        dieInTheMiddle(ActionState.SENT);
        ledger.goAway();

        // When
        try (LiveEngine heir = start()) {
            await().until(() -> heir.figures().getOrDefault("outbox_waiting", 0.0) == 1.0);
            assertThat(run(heir).state()).isEqualTo(State.ACTING);
            ledger.comeBack();

            // Then
            await().untilAsserted(() -> assertThat(run(heir).state()).isEqualTo(State.IN_DOUBT));
        }
    }

    @Test
    void pagesGoOutWhileTheLedgerHangs() {
        // Given
        CountDownLatch hanging = new CountDownLatch(1);
        ledger.beforeClaim = () -> hang(hanging);
        try (LiveEngine engine = start()) {
            for (int team = 0; team < MORE_THAN_THREADS; team++) {
                spike(engine, "team-" + team);
            }
            await().untilAsserted(() -> assertThat(engine.runs())
                    .hasSize(MORE_THAN_THREADS)
                    .allMatch(run -> run.state() == State.AWAITING_APPROVAL));
            engine.runs().forEach(run -> engine.command(new Command.Approve(run.id(), "anna")));
            await().until(() -> engine.figures().getOrDefault("outbox_waiting", 0.0) >= MORE_THAN_THREADS);

            // When
            spike(engine, "one-more");

            // Then
            await().untilAsserted(() -> assertThat(bench.pager.actions()).hasSize(MORE_THAN_THREADS + 1));
            assertThat(bench.runbooks.walked).doesNotContain(Mode.ACT);
            hanging.countDown();
        }
    }

    private static void hang(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void die() {
        throw new Killed();
    }

    /** Starts a node, lets it act, and leaves its store as a killed process does. */
    private void dieInTheMiddle(ActionState left) {
        try (LiveEngine engine = start()) {
            spike(engine, "search");
            await().untilAsserted(() ->
                    assertThat(engine.runs()).singleElement().matches(run -> run.state() == State.AWAITING_APPROVAL));
            await().untilAsserted(() -> assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER));
            engine.command(new Command.Approve(run(engine).id(), "anna"))
                    .toCompletableFuture()
                    .join();
            await().untilAsserted(() -> assertThat(ledger.state("ACT")).isEqualTo(left));
        }
    }

    private static void spike(LiveEngine engine, String team) {
        engine.accept(List.of(Calls.of("dear-" + team, Instant.now(), "anna-" + team, team, "s", 120)));
    }

    private static RunbookRun run(LiveEngine engine) {
        return engine.runs().iterator().next();
    }

    private LiveEngine start() {
        return LiveEngine.start(bench.parts(), Clock.systemUTC(), 1);
    }

    /** Ends the thread it is thrown in without anything being written down, as the end of the process would. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
