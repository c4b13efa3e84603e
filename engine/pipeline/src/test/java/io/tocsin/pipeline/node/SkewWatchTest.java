// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.fact.ExternalAlertState;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SkewWatchTest {
    private final List<String> told = new ArrayList<>();
    private final Bench bench = new Bench(new FunctionRules().state(SkewWatch.RULE, ExternalAlertState.class, alert -> {
        told.add(alert.summary());
        return alert.firing() && alert.name().equals("clock-skew");
    }));
    private final SteppedEngine engine = bench.stepped();
    private final HandClock clock = new HandClock(START);
    private Optional<ClusterView> seen = Optional.empty();
    private final SkewWatch watch = watch();

    @Test
    void saysNothingOfClocksThatAreNear() {
        look(watch, 5, 100);
        seen = cluster("a", member("a", 0), member("b", 30), member("c", -30));
        look(watch, 105, 300);

        assertThat(engine.ledger().accepted()).isZero();
    }

    @Test
    void saysOnceWhoseClockIsOffAfterAMinuteAndResolvesWhenItIsRight() {
        // When
        seen = cluster("a", member("a", 0), member("b", -31), member("c", 1));
        look(watch, 5, 65);
        assertThat(engine.ledger().accepted()).isZero();
        look(watch, 70, 200);

        // Then
        assertThat(open())
                .singleElement()
                .matches(alert -> alert.alert().facet().equals("tocsin/clock-skew/b"));
        assertThat(engine.ledger().accepted()).isEqualTo(1);
        assertThat(told).contains("the clock of member b is 31 s behind those of the others");

        // When
        seen = cluster("a", member("a", 0), member("b", 0), member("c", 1));
        look(watch, 205, 215);

        // Then
        assertThat(open()).isEmpty();
        assertThat(engine.ledger().accepted()).isEqualTo(2);
    }

    @Test
    void isOneAlertWhoeverIsTheOldest() {
        // Given
        SkewWatch other = watch();
        seen = cluster("a", member("a", 0), member("b", 600), member("c", 0));
        look(watch, 5, 90);
        assertThat(open()).hasSize(1);

        // When
        seen = cluster("c", member("c", 0), member("b", 600), member("a", 0));
        look(other, 95, 300);

        // Then
        assertThat(open()).hasSize(1);
        assertThat(engine.ledger().accepted()).isEqualTo(1);
    }

    @Test
    void eachMemberIsAnAlertOfItsOwn() {
        seen = Optional.of(new ClusterView(
                "a",
                5,
                true,
                List.of(member("a", 0), member("b", 600), member("c", 0), member("d", -600), member("e", 0)),
                List.of()));
        look(watch, 5, 90);

        assertThat(open()).hasSize(2);
    }

    @Test
    void twoOfThreeJudgeNobodyAndTwoOfTwoDo() {
        seen = cluster("a", member("a", 0), member("b", 600));
        look(watch, 5, 200);
        assertThat(engine.ledger().accepted()).isZero();

        seen = Optional.of(new ClusterView("a", 2, true, List.of(member("a", 0), member("b", 600)), List.of()));
        look(watch, 205, 300);
        assertThat(open()).hasSize(1);
    }

    @Test
    void resolvesWhatWasToldOfAMemberThatLeft() {
        // Given
        seen = Optional.of(new ClusterView(
                "a", 4, true, List.of(member("a", 0), member("b", 600), member("c", 0), member("d", 0)), List.of()));
        look(watch, 5, 90);
        assertThat(open()).hasSize(1);

        // When
        SkewWatch next = watch();
        seen = Optional.of(
                new ClusterView("c", 4, true, List.of(member("c", 0), member("a", 0), member("d", 0)), List.of()));
        look(next, 95, 155);
        assertThat(open()).hasSize(1);
        look(next, 160, 165);

        // Then
        assertThat(open()).isEmpty();
    }

    private List<LiveAlert> open() {
        return engine.alerts().stream().filter(alert -> alert.state().open()).toList();
    }

    private SkewWatch watch() {
        return new SkewWatch(() -> seen, engine, clock, "default");
    }

    private static Optional<ClusterView> cluster(String self, ClusterView.Member... members) {
        return Optional.of(new ClusterView(self, 3, true, List.of(members), List.of()));
    }

    private static ClusterView.Member member(String name, long skewSeconds) {
        return new ClusterView.Member(
                name, true, "1", "r", "c", 0, Duration.ofSeconds(skewSeconds), LedgerReach.REACHED);
    }

    /** Looks every five seconds. */
    private void look(SkewWatch who, int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second += 5) {
            clock.now = START.plusSeconds(second);
            engine.advanceTo(clock.now);
            who.look();
        }
    }
}
