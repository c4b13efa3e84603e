// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.ExternalAlertState;
import io.tocsin.model.response.Page.Action;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.FaultyLedger;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<String, LedgerReach> others = new LinkedHashMap<>();
    private Life life = new Life();

    @Test
    void saysNothingWhileTheLedgerAnswers() {
        look(0, 600);

        assertThat(engine.alerts()).isEmpty();
        assertThat(engine.ledger().accepted()).isZero();
    }

    @Test
    void pagesOnceWithinAMinuteAndResolvesWhenTheLedgerIsBack() {
        // Given
        ledger.goAway();

        // When
        look(10, 20);
        assertThat(engine.alerts()).isEmpty();
        look(30, 300);

        // Then
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER);
        assertThat(engine.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.firedAt()).isBefore(START.plusSeconds(60)));
        ledger.comeBack();
        look(310, 320);
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE);
        assertThat(engine.ledger().accepted()).isEqualTo(2);
    }

    @Test
    void doesNotMindAShortAbsence() {
        ledger.goAway();
        look(10, 20);
        ledger.comeBack();
        look(30, 30);
        ledger.goAway();
        look(40, 50);

        assertThat(engine.alerts()).isEmpty();
    }

    @Test
    void resolvesWhatAnEarlierLifeTold() {
        ledger.goAway();
        look(10, 60);
        ledger.comeBack();

        life = new Life();
        look(70, 70);

        assertThat(engine.alerts()).noneMatch(alert -> alert.state().open());
    }

    @Test
    void anEarlierLifesAlertStaysOpenWhileTheLedgerIsStillAway() {
        ledger.goAway();
        look(10, 60);

        life = new Life();
        look(70, 200);

        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER);
        assertThat(engine.ledger().accepted()).isEqualTo(1);
    }

    @Test
    void threeMembersWithoutALedgerAreOneAlertThatEndsWhenNoneIsWithoutIt() {
        // Given
        others.put("b", LedgerReach.AWAY);
        others.put("c", LedgerReach.AWAY);
        ledger.goAway();

        // When
        look(10, 100);

        // Then
        assertThat(engine.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.alert().facet()).isEqualTo("tocsin/action-ledger"));
        ledger.comeBack();
        others.put("b", LedgerReach.REACHED);
        others.put("c", LedgerReach.SILENT);
        look(110, 200);
        assertThat(engine.alerts())
                .singleElement()
                .matches(alert -> alert.state().open());
        others.put("c", LedgerReach.REACHED);
        look(210, 220);
        assertThat(bench.pager.actions()).containsExactly(Action.TRIGGER, Action.RESOLVE);
        assertThat(engine.ledger().accepted()).isEqualTo(2);
    }

    @Test
    void onlyTheOldestSpeaks() {
        others.put("b", LedgerReach.AWAY);
        life = new Life("b");
        ledger.goAway();

        look(10, 100);

        assertThat(engine.ledger().accepted()).isZero();
    }

    /** One life of a member; on its own while there are no others, else member a, the oldest. */
    private final class Life {
        private final LedgerProbe probe = LedgerProbe.byHand(ledger, clock, "a");
        private final LedgerWatch watch;

        Life() {
            this("a");
        }

        Life(String self) {
            this.watch = new LedgerWatch(probe, () -> cluster(self), engine, clock, "default");
        }

        private Optional<ClusterView> cluster(String self) {
            if (others.isEmpty()) {
                return Optional.empty();
            }
            List<ClusterView.Member> members = new ArrayList<>(List.of(member("a", probe.reach())));
            others.forEach((name, reach) -> members.add(member(name, reach)));
            return Optional.of(new ClusterView(self, 3, true, members, List.of()));
        }
    }

    private static ClusterView.Member member(String name, LedgerReach reach) {
        return new ClusterView.Member(name, true, "1", "r", "c", 0, Duration.ZERO, reach);
    }

    /** Asks and looks every ten seconds. */
    private void look(int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second += 10) {
            clock.now = START.plusSeconds(second);
            engine.advanceTo(clock.now);
            life.probe.ask();
            life.watch.look();
        }
    }
}
