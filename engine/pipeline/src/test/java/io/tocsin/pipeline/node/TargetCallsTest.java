// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Page.Action;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.response.Targets.Reply;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FaultyLedger;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.testing.HandClock;
import io.tocsin.pipeline.testing.ScriptedTargets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An automation that calls a target outside, from its dry run to the end. */
class TargetCallsTest {
    private static final Reply LOST = new Reply.Unknown("no answer", Optional.empty());
    private static final Reply AWAY = new Reply.NotSent("nobody listens");
    private static final Reply NO = new Reply.Refused("answered 403");

    private final FaultyLedger ledger = new FaultyLedger(new HandClock(Bench.START));
    private final Bench bench = new Bench(new FunctionRules()
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    "downgrade",
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));
    private final ScriptedTargets gateway = bench.runbooks.targets;

    @ParameterizedTest
    @ValueSource(strings = {"keyed", "once"})
    void tellsInTheDryRunWhatItWouldCallAndCallsNothing(String kind) {
        SteppedEngine engine = proposed(kind);
        assertThat(run(engine).effect()).isEqualTo("call gateway: throttle (" + kind + ") for 30 min");
        assertThat(run(engine).timeline())
                .anySatisfy(entry -> assertThat(entry.text())
                        .isEqualTo("dry run ok: would call gateway: throttle (" + kind + ") for 30 min"));
        assertThat(gateway.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyed", "once"})
    void callsOnceItIsWrittenDownAsSent(String kind) {
        // Given
        SteppedEngine engine = proposed(kind);
        gateway.sending = () -> assertThat(ledger.state("ACT")).isEqualTo(ActionState.SENT);

        // When
        Engine.CommandResult answer = approve(engine);

        // Then
        assertThat(answer.message()).isEqualTo("approved by anna: call gateway: throttle (" + kind + ") for 30 min");
        assertThat(run(engine).state()).isEqualTo(State.VERIFYING);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.SUCCEEDED);
        assertThat(gateway.sent).singleElement().satisfies(sent -> {
            assertThat(sent.key())
                    .isEqualTo(ledger.actions(Set.of(), 1).get(0).planned().key());
            assertThat(sent.fence())
                    .isEqualTo(ledger.actions(Set.of(), 1).get(0).owner().fence());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyed", "once"})
    void takesANoForAnAnswer(String kind) {
        gateway.answers(NO);
        SteppedEngine engine = proposed(kind);

        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(10)));

        assertThat(gateway.sent).hasSize(1);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.FAILED);
        assertThat(run(engine).state()).isEqualTo(State.REFUSED);
        assertThat(told(engine)).contains("downgrade did not run: answered 403");
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.UPDATE);
    }

    @Test
    void whatIsDoneOnceAndWasNotAnsweredIsInDoubtAndNeverSentAgain() {
        gateway.answers(LOST);
        SteppedEngine engine = proposed("once");

        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(10)));

        assertThat(gateway.sent).hasSize(1);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.IN_DOUBT);
        assertThat(run(engine).state()).isEqualTo(State.IN_DOUBT);
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.UPDATE);
    }

    @Test
    void whatIsDoneOnceAndCertainlyWasNotSentHasFailed() {
        gateway.answers(AWAY);
        SteppedEngine engine = proposed("once");

        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(10)));

        assertThat(gateway.sent).hasSize(1);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.FAILED);
        assertThat(told(engine)).contains("downgrade did not run: nobody listens, nothing was sent");
    }

    @Test
    void aKeyedCallIsSentAgainUnderItsKey() {
        gateway.answers(LOST, AWAY, LOST);
        SteppedEngine engine = proposed("keyed");

        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(1)));

        assertThat(gateway.sent)
                .hasSize(4)
                .extracting(ScriptedTargets.Sent::key)
                .containsOnly(key());
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.SUCCEEDED);
        assertThat(run(engine).state()).isEqualTo(State.VERIFYING);
    }

    @Test
    void aKeyedCallIsSentSoManyTimesAndNoMore() {
        gateway.answers(Collections.nCopies(100, LOST).toArray(Reply[]::new));
        SteppedEngine engine = proposed("keyed");

        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(30)));

        assertThat(gateway.sent).hasSize(TargetCalls.MOST_SENDS);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.IN_DOUBT);
        assertThat(run(engine).state()).isEqualTo(State.IN_DOUBT);
    }

    @Test
    void aKeyedCallThatWasNeverSentHasFailed() {
        gateway.answers(Collections.nCopies(100, AWAY).toArray(Reply[]::new));
        SteppedEngine engine = proposed("keyed");

        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(30)));

        assertThat(ledger.state("ACT")).isEqualTo(ActionState.FAILED);
        assertThat(run(engine).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void aNoToTheSecondCallSaysNothingOfTheFirst() {
        gateway.answers(LOST, NO);
        SteppedEngine engine = proposed("keyed");

        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(1)));

        assertThat(gateway.sent).hasSize(2);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.IN_DOUBT);
    }

    @Test
    void aRouteThatSaysNoToTheSecondCallSaysNothingOfTheFirst() {
        gateway.answers(LOST);
        gateway.sending = () -> bench.runbooks.refusal = "protected: somebody";
        SteppedEngine engine = proposed("keyed");

        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(1)));

        assertThat(gateway.sent).hasSize(1);
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.IN_DOUBT);
    }

    @Test
    void aLedgerThatGoesAwayBetweenTwoCallsIsWaitedFor() {
        // Given
        gateway.answers(LOST);
        gateway.sending = ledger::goAway;
        SteppedEngine engine = proposed("keyed");
        approve(engine);
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(2)));
        assertThat(run(engine).state()).isEqualTo(State.ACTING);

        // When
        gateway.sending = () -> {};
        ledger.comeBack();
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(2)));

        // Then
        assertThat(gateway.sent).hasSize(2);
        assertThat(run(engine).state()).isEqualTo(State.VERIFYING);
    }

    @Test
    void isTakenBackByACallOfItsOwn() {
        SteppedEngine engine = proposed("once");
        approve(engine);

        engine.command(new Command.Revert(run(engine).id(), "anna"))
                .toCompletableFuture()
                .join();

        assertThat(gateway.sent).extracting(ScriptedTargets.Sent::action).containsExactly("throttle", "release");
        assertThat(gateway.sent).extracting(ScriptedTargets.Sent::key).doesNotHaveDuplicates();
        assertThat(ledger.state("ACT")).isEqualTo(ActionState.ROLLED_BACK);
        assertThat(run(engine).state()).isEqualTo(State.REVERTED);
    }

    @Test
    void isLeftAsItIsWhenNothingTakesItBack() {
        // Given
        bench.runbooks.inverse = "none";
        SteppedEngine engine = proposed("once");
        approve(engine);

        // When
        Engine.CommandResult answer = engine.command(
                        new Command.Revert(run(engine).id(), "anna"))
                .toCompletableFuture()
                .join();
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(40)));

        // Then
        assertThat(answer)
                .isEqualTo(new Engine.CommandResult(false, "nothing takes downgrade back: it declares no inverse"));
        assertThat(gateway.sent).hasSize(1);
        assertThat(run(engine).state()).isEqualTo(State.LEFT);
        assertThat(run(engine).revertsAt()).isNull();
        assertThat(told(engine)).contains("nothing takes it back");
        assertThat(bench.pager.actions()).contains(Action.UPDATE);
    }

    private String key() {
        return ledger.actions(Set.of(), 1).get(0).planned().key();
    }

    private SteppedEngine proposed(String kind) {
        bench.ledger = ledger;
        bench.runbooks.calls = true;
        bench.runbooks.stepKind = kind;
        SteppedEngine engine = bench.stepped();
        for (int minute = 0; minute < 15; minute++) {
            engine.accept(List.of(Calls.of(engine.now(), 10)));
            engine.advanceTo(engine.now().plusSeconds(60));
        }
        assertThat(run(engine).state()).isEqualTo(State.AWAITING_APPROVAL);
        return engine;
    }

    private static Engine.CommandResult approve(SteppedEngine engine) {
        return engine.command(new Command.Approve(run(engine).id(), "anna"))
                .toCompletableFuture()
                .join();
    }

    private static RunbookRun run(SteppedEngine engine) {
        return engine.runs().iterator().next();
    }

    /** What the alert's timeline says. */
    private static String told(SteppedEngine engine) {
        return engine.alerts().iterator().next().timeline().toString();
    }
}
