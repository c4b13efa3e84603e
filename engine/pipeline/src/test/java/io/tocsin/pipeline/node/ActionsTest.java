// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Page.Action;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FaultyLedger;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One automation from its approval to the end, as the ledger sees it. */
class ActionsTest {
    private final FaultyLedger ledger = new FaultyLedger();
    private final Bench bench = new Bench(new FunctionRules()
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    "downgrade",
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));

    @Test
    void writesEachStepDownBeforeTheNext() {
        // Given
        List<ActionState> states = new ArrayList<>();
        SteppedEngine engine = proposed();
        bench.runbooks.acting = () -> states.add(ledger.state("ACT"));

        // When
        approve(engine);

        // Then
        assertThat(states).containsExactly(ActionState.SENT);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.SUCCEEDED);
        assertThat(ledger.actions(Set.of(), 10)).singleElement().satisfies(action -> {
            assertThat(action.planned().key()).matches("[0-9a-f]{64}");
            assertThat(action.planned().kind()).isEqualTo("set");
            assertThat(action.planned().tenant()).isEqualTo("default");
        });
    }

    @Test
    void isVerifiedAndThenRolledBack() {
        SteppedEngine engine = proposed();
        approve(engine);

        spend(engine, 0.5, Duration.ofMinutes(15));
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.VERIFIED);

        spend(engine, 0.5, Duration.ofMinutes(20));
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.ROLLED_BACK);
        assertThat(ledger.state("REVERT")).isEqualTo(ActionState.SUCCEEDED);
    }

    @Test
    void isInconclusiveWhenNobodyCallsAnyMore() {
        // Given
        List<ActionState> states = new ArrayList<>();
        ledger.before.put(ActionState.ROLLED_BACK, () -> states.add(ledger.state("ACT")));
        SteppedEngine engine = proposed();
        approve(engine);

        // When
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(16)));

        // Then
        assertThat(states).containsExactly(ActionState.INCONCLUSIVE);
    }

    @Test
    void doesNotRunWithoutALedgerAndSaysSo() {
        // Given
        SteppedEngine engine = proposed();
        ledger.goAway();

        // When
        approve(engine);

        // Then
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN);
        assertThat(run(engine).state()).isEqualTo(State.REFUSED);
        assertThat(run(engine).timeline().toString()).contains("the action ledger cannot be reached");
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.UPDATE);
    }

    @Test
    void doesNotRunWithoutAMajorityAndSaysSo() {
        // Given
        bench.ownership = Optional::empty;
        SteppedEngine engine = proposed();

        // When
        approve(engine);

        // Then
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN);
        assertThat(run(engine).timeline().toString()).contains("cut off from the majority");
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.UPDATE);
    }

    @Test
    void isTakenBackOnceTheLedgerAnswersAgain() {
        // Given
        SteppedEngine engine = proposed();
        approve(engine);
        spend(engine, 0.5, Duration.ofMinutes(15));
        ledger.goAway();
        spend(engine, 0.5, Duration.ofMinutes(20));
        assertThat(bench.runbooks.walked).doesNotContain(Mode.REVERT);

        // When
        ledger.comeBack();
        spend(engine, 0.5, Duration.ofMinutes(2));

        // Then
        assertThat(run(engine).state()).isEqualTo(State.REVERTED);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.ROLLED_BACK);
    }

    @Test
    void anOwnerThatSleptThroughItsReplacementSendsNothing() {
        // Given
        SteppedEngine engine = proposed();
        ledger.before.put(ActionState.SENT, () -> ledger.own(0, "heir"));

        // When
        approve(engine);

        // Then
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.STARTED);
        assertThat(run(engine).state()).isEqualTo(State.ACTING);
    }

    @Test
    void anOwnerThatLostItsMajoritySinceItStartedSendsNothing() {
        // Given
        Owner owner = ledger.own(0, "a");
        List<Optional<Owner>> answers = new ArrayList<>(List.of(Optional.of(owner), Optional.empty()));
        bench.ownership = () -> answers.isEmpty() ? Optional.empty() : answers.remove(0);
        SteppedEngine engine = proposed();

        // When
        approve(engine);

        // Then
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.STARTED);
    }

    @Test
    void takesEffectInTheEngineThoughItsEndCouldNotBeWrittenDown() {
        // Given
        SteppedEngine engine = proposed();
        ledger.before.put(ActionState.SUCCEEDED, () -> {
            throw new LedgerUnreachable("away for a test");
        });
        approve(engine);
        assertThat(engine.flag("default", "llm.tier.search")).isPresent();
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.SENT);

        // When
        ledger.before.clear();
        spend(engine, 0.5, Duration.ofMinutes(12));

        // Then
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.VERIFIED);
    }

    private SteppedEngine proposed() {
        bench.ledger = ledger;
        SteppedEngine engine = bench.stepped();
        spend(engine, 10, Duration.ofMinutes(15));
        assertThat(run(engine).state()).isEqualTo(State.AWAITING_APPROVAL);
        return engine;
    }

    private static void spend(SteppedEngine engine, double usdPerMinute, Duration during) {
        for (long minute = 0; minute < during.toMinutes(); minute++) {
            engine.accept(List.of(Calls.of(engine.now(), usdPerMinute)));
            engine.advanceTo(engine.now().plusSeconds(60));
        }
    }

    private static void approve(SteppedEngine engine) {
        engine.command(new Command.Approve(run(engine).id(), "anna"))
                .toCompletableFuture()
                .join();
    }

    private static RunbookRun run(SteppedEngine engine) {
        return engine.runs().iterator().next();
    }
}
