// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FaultyLedger;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One automation from its approval to the end, as the ledger sees it. */
class ActionsTest {
    private static final FunctionRules RULES = new FunctionRules()
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    "downgrade",
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100);

    private final HandClock clock = new HandClock(Bench.START);
    private final FaultyLedger ledger = new FaultyLedger(clock);
    private final Bench bench = new Bench(RULES);

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

    @Test
    void whatWasStartedAndNeverEndedIsCalledInDoubt() {
        // Given
        SteppedEngine engine = proposed();
        ledger.before.put(ActionState.SUCCEEDED, () -> {
            throw new LedgerUnreachable("away for a test");
        });
        approve(engine);
        ledger.before.clear();
        Effects heir = new Effects(bench.parts());

        // Then
        clock.now = Bench.START.plus(Actions.LEASE).minusSeconds(1);
        assertThat(heir.sweep()).isEmpty();
        clock.now = Bench.START.plus(Actions.LEASE);
        assertThat(heir.sweep()).singleElement().satisfies(told -> {
            assertThat(told.intentId()).isEqualTo("run." + run(engine).id() + ".ACT");
            assertThat(told.outcome()).isEqualTo("in-doubt");
        });
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.IN_DOUBT);
        assertThat(heir.sweep()).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenDownIsWrittenDownByTheSweep() {
        // Given
        bench.ledger = ledger;
        Effects effects = new Effects(bench.parts());
        ledger.before.put(ActionState.SUCCEEDED, () -> {
            throw new LedgerUnreachable("away for a test");
        });
        assertThat(effects.attempt(approved()).settled().orElseThrow().outcome())
                .isEqualTo("done");
        ledger.before.clear();

        // When
        assertThat(effects.sweep()).isEmpty();

        // Then
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.SUCCEEDED);
    }

    @Test
    void takingBackWhatCannotBeRepeatedIsInDoubtAfterACrash() {
        // Given
        bench.ledger = ledger;
        bench.runbooks.stepKind = "once";
        OutboxItem act = approved();
        Effects effects = new Effects(bench.parts());
        effects.attempt(act);
        ledger.before.put(ActionState.SENT, () -> {
            throw new IllegalStateException("killed for a test");
        });
        OutboxItem revert = new OutboxItem(
                act.id().replace(".ACT", ".REVERT"), "run", act.body().replace("\"ACT\"", "\"REVERT\""), act.at());
        assertThatThrownBy(() -> effects.attempt(revert)).isInstanceOf(IllegalStateException.class);
        ledger.before.clear();

        // When
        Effects heir = new Effects(bench.parts());
        heir.earlier(revert);

        // Then
        assertThat(heir.attempt(revert).settled().orElseThrow().outcome()).isEqualTo("in-doubt");
        assertThat(ledger.state("REVERT")).isEqualTo(ActionState.IN_DOUBT);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.ROLLBACK_FAILED);
        assertThat(bench.runbooks.walked).doesNotContain(Mode.REVERT);
    }

    /** The intent to act of a run that was approved while the ledger was away, as if it were still in the outbox. */
    private OutboxItem approved() {
        Bench other = new Bench(RULES);
        List<OutboxItem> decided = new ArrayList<>();
        other.ownership = () -> {
            decided.addAll(other.store.unsettled());
            return Optional.empty();
        };
        SteppedEngine engine = other.stepped();
        spend(engine, 10, Duration.ofMinutes(15));
        approve(engine);
        return decided.stream()
                .filter(item -> item.id().endsWith(".ACT"))
                .findFirst()
                .orElseThrow();
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
