// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Page.Action;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.response.RunbookRun.Verdict;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunLifeTest {
    private final Bench bench = new Bench(new FunctionRules()
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    "downgrade",
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));
    private final SteppedEngine engine = bench.stepped();

    @Test
    void dryRunsFirstAndThenWaitsForAHuman() {
        spike(10, Duration.ofMinutes(15));

        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN);
        assertThat(run().state()).isEqualTo(State.AWAITING_APPROVAL);
        assertThat(run().effect()).isEqualTo("llm.tier.search = economy for 30 min");
        assertThat(engine.flag("default", "llm.tier.search")).isEmpty();
    }

    @Test
    void actsOnceApprovedIsVerifiedAndTakenBackWhenTheLeaseEnds() {
        spike(10, Duration.ofMinutes(15));

        assertThat(command(new Command.Approve(run().id(), "anna")).ok()).isTrue();
        assertThat(engine.flag("default", "llm.tier.search").orElseThrow().value())
                .isEqualTo("economy");
        spike(0.5, Duration.ofMinutes(15));

        assertThat(run().verified()).isEqualTo(Verdict.EFFECTIVE);
        assertThat(run().state()).isEqualTo(State.HELD);
        assertThat(run().approvedBy()).isEqualTo("anna");
        assertThat(run().usdPerHourBefore()).isCloseTo(600, within(120.0));
        assertThat(run().savedUsd()).isGreaterThan(50);
        spike(0.5, Duration.ofMinutes(16));
        assertThat(run().state()).isEqualTo(State.REVERTED);
        assertThat(engine.flag("default", "llm.tier.search")).isEmpty();
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN, Mode.ACT, Mode.REVERT);
    }

    @Test
    void takesAnIneffectiveActionBackAtOnceAndTellsAHuman() {
        spike(10, Duration.ofMinutes(15));
        command(new Command.Approve(run().id(), "anna"));

        spike(10, Duration.ofMinutes(12));

        assertThat(run().verified()).isEqualTo(Verdict.INEFFECTIVE);
        assertThat(run().state()).isEqualTo(State.REVERTED);
        assertThat(engine.flag("default", "llm.tier.search")).isEmpty();
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.UPDATE);
    }

    @Test
    void callsAnActionInconclusiveWhenNobodyCallsAnyMore() {
        spike(10, Duration.ofMinutes(15));
        command(new Command.Approve(run().id(), "anna"));

        engine.advanceTo(engine.now().plus(Duration.ofMinutes(16)));

        assertThat(run().verified()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(run().state()).isEqualTo(State.REVERTED);
    }

    @Test
    void verifiesAnActionThatWasApprovedInTheSecondItWasProposed() {
        spike(10, Duration.ofMinutes(10));
        engine.accept(List.of(Calls.of(engine.now(), 10)));
        while (engine.runs().isEmpty()) {
            engine.advanceTo(engine.now().plusSeconds(1));
        }

        command(new Command.Approve(run().id(), "anna"));
        spike(0.5, Duration.ofMinutes(15));

        assertThat(run().verified()).isEqualTo(Verdict.EFFECTIVE);
        assertThat(run().usdPerHourBefore()).isGreaterThan(300);
    }

    @Test
    void neverApprovesByItself() {
        spike(10, Duration.ofMinutes(15));

        spike(10, Duration.ofMinutes(31));

        assertThat(run().state()).isEqualTo(State.DENIED);
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN);
        assertThat(bench.pager.actions()).contains(Action.UPDATE);
    }

    @Test
    void doesNothingWhileTheKillSwitchIsOn() {
        spike(10, Duration.ofMinutes(15));
        command(new Command.Stop("incident 7", "anna"));

        Engine.CommandResult result = command(new Command.Approve(run().id(), "bert"));

        assertThat(result.ok()).isFalse();
        assertThat(result.message()).contains("stopped");
        assertThat(engine.flags()).isEmpty();
    }

    @Test
    void checksTheGuardsAgainAtTheMomentOfApproval() {
        spike(10, Duration.ofMinutes(15));
        bench.runbooks.refusals.add("cooldown: 4 min of 15 min");

        assertThat(command(new Command.Approve(run().id(), "anna")).ok()).isFalse();
        assertThat(run().state()).isEqualTo(State.REFUSED);
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN);
    }

    @Test
    void pagesEvenWhenTheRunbookIsRefused() {
        bench.runbooks.refusals.add("protected");

        spike(10, Duration.ofMinutes(15));

        assertThat(run().state()).isEqualTo(State.REFUSED);
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER);
    }

    @Test
    void anApprovalTwiceActsOnce() {
        spike(10, Duration.ofMinutes(15));
        command(new Command.Approve(run().id(), "anna"));

        assertThat(command(new Command.Approve(run().id(), "bert")).ok()).isFalse();
        assertThat(bench.runbooks.walked).containsExactly(Mode.DRY_RUN, Mode.ACT);
    }

    private void spike(double usdPerMinute, Duration during) {
        for (long minute = 0; minute < during.toMinutes(); minute++) {
            engine.accept(List.of(Calls.of(engine.now(), usdPerMinute)));
            engine.advanceTo(engine.now().plusSeconds(60));
        }
    }

    private RunbookRun run() {
        return engine.runs().iterator().next();
    }

    private Engine.CommandResult command(Command command) {
        return engine.command(command).toCompletableFuture().join();
    }
}
