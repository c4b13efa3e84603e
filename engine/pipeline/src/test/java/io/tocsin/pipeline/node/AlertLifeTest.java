// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page.Action;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.ProviderStatus.Level;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertLifeTest {
    private static final String DEAR = "cost.expensive-request";
    private static final String SPIKE = "cost.hourly-spend-spike";

    private final Bench bench = new Bench(new FunctionRules()
            .event(DEAR, CallFact.class, call -> call.usd() > 50 && call.usd() < 70)
            .state(SPIKE, HourlySpend.class, spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));

    @Test
    void pagesOnceWhileAnAlertKeepsFiring() {
        SteppedEngine engine = bench.stepped();

        for (int i = 0; i < 60; i++) {
            engine.accept(List.of(Calls.of(engine.now(), 20)));
            engine.advanceTo(engine.now().plusSeconds(10));
        }

        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER);
        assertThat(only(engine).state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void resolvesWithTheSameKeyOnceTheWindowHasPassed() {
        SteppedEngine engine = bench.stepped();
        engine.accept(List.of(Calls.of(START, 40), Calls.of(START, 40), Calls.of(START, 40)));

        engine.advanceTo(START.plus(Duration.ofHours(2)));

        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE);
        assertThat(bench.pager.taken())
                .extracting("alertId")
                .containsOnly(only(engine).id());
        assertThat(only(engine).state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void tellsAOneOffOncePerQuietTime() {
        SteppedEngine engine = bench.stepped();

        for (int i = 0; i < 20; i++) {
            engine.accept(List.of(Calls.of("dear-" + i, engine.now(), "anna", "search", "s", 60)));
            engine.advanceTo(engine.now().plusSeconds(30));
        }
        engine.advanceTo(engine.now().plus(Duration.ofMinutes(30)));

        List<LiveAlert> dear = engine.alerts().stream()
                .filter(alert -> alert.alert().rule().equals(DEAR))
                .toList();
        assertThat(dear).hasSize(1);
        assertThat(dear.get(0).state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void whatWasPostedAndBecomesWorseWakesSomebodyOnce() {
        // Given: a spike is posted, and from $300 on it is critical
        Bench posted = rising();
        SteppedEngine engine = posted.stepped();
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(90));
        assertThat(posted.pager.actions()).isEmpty();
        assertThat(posted.chat.actions()).containsExactly(Action.TRIGGER);

        // When
        engine.accept(List.of(Calls.of(engine.now(), 200)));
        engine.advanceTo(START.plus(Duration.ofMinutes(5)));

        // Then
        assertThat(posted.pager.actions()).containsExactly(Action.TRIGGER);
        assertThat(posted.chat.actions()).containsExactly(Action.TRIGGER);

        // When: it is over
        engine.advanceTo(START.plus(Duration.ofHours(2)));

        // Then
        assertThat(posted.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE);
        assertThat(posted.chat.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE);
    }

    @Test
    void aOneOffThatWasOnlyShownDoesNotMuteOneThatIsTold() {
        // Given: dear calls are shown, from $60 on they are told
        Bench shown = new Bench(new FunctionRules()
                .event(
                        DEAR,
                        CallFact.class,
                        call -> call.usd() > 50,
                        call -> call.usd() > 60 ? Severity.WARNING : Severity.INFO));
        SteppedEngine engine = shown.stepped();

        // When
        for (double usd : new double[] {55, 65, 55, 66, 56}) {
            engine.accept(List.of(Calls.of(engine.now(), usd)));
            engine.advanceTo(engine.now().plusSeconds(30));
        }

        // Then
        assertThat(shown.chat.actions()).containsExactly(Action.TRIGGER);
    }

    /** A spike that is posted, and from $300 on it is critical. */
    private static Bench rising() {
        return new Bench(new FunctionRules()
                .state(
                        SPIKE,
                        HourlySpend.class,
                        AlertLifeTest::ofTeam,
                        spend -> spend.usd() > 300 ? Severity.CRITICAL : Severity.WARNING));
    }

    @Test
    void whatAPersonClosedAndBecomesWorseWakesSomebody() {
        Bench posted = rising();
        SteppedEngine engine = posted.stepped();
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(3));
        command(engine, new Command.Resolve(only(engine, SPIKE).id(), "anna"));

        // When
        engine.accept(List.of(Calls.of(engine.now(), 200)));
        engine.advanceTo(START.plus(Duration.ofMinutes(5)));

        // Then
        assertThat(posted.pager.actions()).containsExactly(Action.TRIGGER);
    }

    @Test
    void aPostThatSomebodyTookAndThatBecomesWorseIsTakenByNobody() {
        Bench posted = rising();
        SteppedEngine engine = posted.stepped();
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(3));
        command(engine, new Command.Acknowledge(only(engine, SPIKE).id(), "anna"));

        // When
        engine.accept(List.of(Calls.of(engine.now(), 200)));
        engine.advanceTo(START.plus(Duration.ofMinutes(5)));

        // Then
        assertThat(posted.pager.actions()).containsExactly(Action.TRIGGER);
        assertThat(only(engine, SPIKE).state()).isEqualTo(AlertState.FIRING);
        assertThat(only(engine, SPIKE).acknowledgedBy()).isNull();
    }

    @Test
    void whatIsOnlyShownDoesNotKeepOpenWhatWasTold() {
        Bench shown = new Bench(new FunctionRules()
                .event(
                        DEAR,
                        CallFact.class,
                        call -> call.usd() > 50,
                        call -> call.usd() > 60 ? Severity.WARNING : Severity.INFO));
        SteppedEngine engine = shown.stepped();

        // When: for three quarters of an hour a call that is shown every minute, and one in 20 that is told
        for (int minute = 0; minute < 45; minute++) {
            engine.accept(List.of(Calls.of(engine.now(), minute % 20 == 0 ? 65 : 55)));
            engine.advanceTo(engine.now().plusSeconds(60));
        }

        // Then
        assertThat(shown.chat.actions()).filteredOn(Action.TRIGGER::equals).hasSize(3);
    }

    private static boolean ofTeam(HourlySpend spend) {
        return spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100;
    }

    @Test
    void acknowledgesAtTheVendorAndStopsRepeating() {
        SteppedEngine engine = bench.stepped();
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(3));

        Engine.CommandResult result =
                command(engine, new Command.Acknowledge(only(engine, SPIKE).id(), "anna"));

        assertThat(result.ok()).isTrue();
        assertThat(bench.pager.actions()).contains(Action.ACKNOWLEDGE);
        assertThat(only(engine, SPIKE).acknowledgedBy()).isEqualTo("anna");
    }

    @Test
    void closesWhatAPersonClosedAndTellsWhoeverWasPaged() {
        SteppedEngine engine = bench.stepped();
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(3));
        String id = only(engine, SPIKE).id();

        Engine.CommandResult result = command(engine, new Command.Resolve(id, "anna"));

        assertThat(result).isEqualTo(new Engine.CommandResult(true, "closed by anna"));
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE);
        assertThat(command(engine, new Command.Resolve(id, "ben")).ok()).isFalse();
    }

    @Test
    void leavesWhatAPersonClosedAloneWhileItGoesOnButNotForLongerThanTheRepeatInterval() {
        SteppedEngine engine = bench.stepped();
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(3));
        command(engine, new Command.Resolve(only(engine, SPIKE).id(), "anna"));

        goOnFor(engine, Duration.ofHours(3));
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE);

        goOnFor(engine, Duration.ofHours(2));
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE, Action.TRIGGER);
    }

    @Test
    void pagesAgainWhenWhatAPersonClosedWasOverAndComesBack() {
        SteppedEngine engine = bench.stepped();
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(3));
        command(engine, new Command.Resolve(only(engine, SPIKE).id(), "anna"));
        engine.advanceTo(START.plus(Duration.ofHours(2)));

        engine.accept(List.of(Calls.of(engine.now(), 120)));
        engine.advanceTo(engine.now().plusSeconds(3));

        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE, Action.TRIGGER);
    }

    private static void goOnFor(SteppedEngine engine, Duration time) {
        Instant end = engine.now().plus(time);
        while (engine.now().isBefore(end)) {
            engine.accept(List.of(Calls.of(engine.now(), 40), Calls.of(engine.now(), 40), Calls.of(engine.now(), 40)));
            engine.advanceTo(engine.now().plus(Duration.ofMinutes(10)));
        }
    }

    @Test
    void repeatsWhatNobodyTookAfterTheRepeatInterval() {
        SteppedEngine engine = bench.stepped();
        for (int i = 0; i < 26; i++) {
            engine.accept(List.of(Calls.of(engine.now(), 40), Calls.of(engine.now(), 40), Calls.of(engine.now(), 40)));
            engine.advanceTo(engine.now().plus(Duration.ofMinutes(10)));
        }

        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.TRIGGER);
    }

    @Test
    void namesWhatWasChangedInTheHourBefore() {
        SteppedEngine engine = bench.stepped();
        engine.accept(List.of(change("deploy old", START), change("deploy search-router 2.14", START)));
        engine.advanceTo(START.plus(Duration.ofMinutes(30)));

        engine.accept(List.of(Calls.of(engine.now(), 120)));
        engine.advanceTo(engine.now().plusSeconds(3));

        assertThat(only(engine, SPIKE).changes()).contains("12:00 deploy search-router 2.14");
    }

    @Test
    void holdsPagesWhileTheProviderIsDownAndSendsThemOnceItIsBack() {
        SteppedEngine engine = bench.stepped();
        engine.accept(List.of(status("down", Level.MAJOR_OUTAGE, START)));
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(5));
        assertThat(bench.pager.taken()).isEmpty();

        engine.accept(List.of(status("up", Level.OPERATIONAL, engine.now())));
        engine.advanceTo(engine.now().plusSeconds(2));

        assertThat(bench.pager.actions()).contains(Action.TRIGGER);
    }

    @Test
    void triesAgainWhenTheVendorIsAwayAndLosesNothing() {
        bench.pager.answer(new Delivery.Unreachable("away", Optional.of(Duration.ofSeconds(20))));
        SteppedEngine engine = bench.stepped();
        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(10));
        assertThat(bench.pager.taken()).isEmpty();

        engine.advanceTo(START.plusSeconds(40));

        assertThat(bench.pager.actions()).contains(Action.TRIGGER);
    }

    @Test
    void tellsTheFallbackWhenAVendorRefuses() {
        bench.pager.answer(new Delivery.Refused("bad key")).answer(new Delivery.Refused("bad key"));
        SteppedEngine engine = bench.stepped();

        engine.accept(List.of(Calls.of(START, 120)));
        engine.advanceTo(START.plusSeconds(5));

        assertThat(bench.chat.actions()).contains(Action.TRIGGER);
    }

    private static LiveAlert only(SteppedEngine engine) {
        assertThat(engine.alerts()).hasSize(1);
        return engine.alerts().iterator().next();
    }

    private static LiveAlert only(SteppedEngine engine, String rule) {
        return engine.alerts().stream()
                .filter(alert -> alert.alert().rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static Engine.CommandResult command(SteppedEngine engine, Command command) {
        return engine.command(command).toCompletableFuture().join();
    }

    private static Signal change(String summary, Instant at) {
        return new Change(
                new Origin(summary, at, "ci", "default"),
                new Attribution("search", null, null, null, null),
                Change.Kind.DEPLOY,
                "search-router",
                summary,
                null);
    }

    private static Signal status(String id, Level level, Instant at) {
        return new ProviderStatus(
                new Origin(id, at, "status", "default"), Attribution.NONE, "anthropic", "API", level, null);
    }
}
