// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.fact.ExternalAlertState;
import io.tocsin.model.response.Page.Action;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.FaultyLedger;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.testing.HandClock;
import org.junit.jupiter.api.Test;

class LedgerWatchTest {
    private final Bench bench = new Bench(new FunctionRules()
            .state(
                    LedgerWatch.RULE,
                    ExternalAlertState.class,
                    alert -> alert.firing() && alert.tool().equals("tocsin")));
    private final SteppedEngine engine = bench.stepped();
    private final HandClock clock = new HandClock(START);
    private final FaultyLedger ledger = new FaultyLedger(clock);
    private final LedgerWatch watch = watch("a");

    @Test
    void saysNothingWhileTheLedgerAnswers() {
        look(watch, 0, 600);

        assertThat(engine.alerts()).isEmpty();
        assertThat(engine.ledger().accepted()).isZero();
    }

    @Test
    void pagesOnceWithinAMinuteAndResolvesWhenTheLedgerIsBack() {
        // Given
        ledger.goAway();

        // When
        look(watch, 10, 20);
        assertThat(engine.alerts()).isEmpty();
        look(watch, 30, 300);

        // Then
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER);
        assertThat(engine.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.firedAt()).isBefore(START.plusSeconds(60)));
        ledger.comeBack();
        look(watch, 310, 320);
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE);
        assertThat(engine.ledger().accepted()).isEqualTo(2);
    }

    @Test
    void doesNotMindAShortAbsence() {
        ledger.goAway();
        look(watch, 10, 20);
        ledger.comeBack();
        look(watch, 30, 30);
        ledger.goAway();
        look(watch, 40, 50);

        assertThat(engine.alerts()).isEmpty();
    }

    @Test
    void resolvesWhatAnEarlierLifeTold() {
        ledger.goAway();
        look(watch, 10, 60);
        ledger.comeBack();

        look(watch("a"), 70, 70);

        assertThat(engine.alerts()).noneMatch(alert -> alert.state().open());
    }

    @Test
    void doesNotSpeakForAnotherMember() {
        ledger.goAway();
        look(watch, 10, 60);
        ledger.comeBack();

        look(watch("b"), 70, 90);

        assertThat(engine.alerts())
                .singleElement()
                .matches(alert -> alert.state().open())
                .extracting(LiveAlert::alert)
                .satisfies(alert -> assertThat(alert.facet()).endsWith("/a"));
    }

    private LedgerWatch watch(String member) {
        return new LedgerWatch(ledger, engine, clock, "default", member);
    }

    /** Looks every ten seconds. */
    private void look(LedgerWatch who, int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second += 10) {
            clock.now = START.plusSeconds(second);
            engine.advanceTo(clock.now);
            who.look();
        }
    }
}
