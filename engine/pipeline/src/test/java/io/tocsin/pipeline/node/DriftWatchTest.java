// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.ExternalAlertState;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.testing.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
    private String told = "";
    private final Bench bench =
            new Bench(new FunctionRules().state(DriftWatch.RULE, ExternalAlertState.class, alert -> {
                told = alert.summary();
                return alert.firing() && alert.name().equals("cluster-drift");
            }));
    private final SteppedEngine engine = bench.stepped();
    private final HandClock clock = new HandClock(START);
    private Optional<ClusterView> seen = Optional.empty();
    private final DriftWatch watch = new DriftWatch(() -> seen, engine, clock, "default");

    @Test
    void saysNothingOfANodeOnItsOwnOrOfMembersThatAgree() {
        look(5, 100);
        seen = cluster("a", member("a", "r1", "c1"), member("b", "r1", "c1"));
        look(105, 300);

        assertThat(engine.ledger().accepted()).isZero();
    }

    @Test
    void saysOnceWhoDiffersAfterHalfAMinuteAndResolvesWhenTheyAgree() {
        // When
        seen = cluster("a", member("a", "r1", "c1"), member("b", "r2", "c1"));
        look(5, 35);
        assertThat(engine.ledger().accepted()).isZero();
        look(40, 120);

        // Then
        assertThat(engine.alerts())
                .singleElement()
                .matches(alert -> alert.state().open());
        assertThat(engine.ledger().accepted()).isEqualTo(1);

        // When
        seen = cluster("a", member("a", "r2", "c1"), member("b", "r2", "c1"));
        look(125, 140);

        // Then
        assertThat(engine.alerts()).noneMatch(alert -> alert.state().open());
        assertThat(engine.ledger().accepted()).isEqualTo(2);
    }

    @Test
    void namesTheHashesOfWhatDiffers() {
        // When
        seen = cluster("a", member("a", "r1", "c1"), member("b", "r1", "0123456789abcdef"));
        look(5, 60);

        // Then
        assertThat(told).isEqualTo("settings, budgets or runbooks are not the same (a c1, b 01234567)");
    }

    @Test
    void onlyTheOldestSpeaksAndItKnowsSinceWhen() {
        // Given
        seen = cluster("b", member("a", "r1", "c1"), member("b", "r2", "c1"), member("c", "r1", "c1"));
        look(5, 100);
        assertThat(engine.ledger().accepted()).isZero();

        // When
        seen = cluster("b", member("b", "r2", "c1"), member("c", "r1", "c1"));
        look(105, 105);

        // Then
        assertThat(engine.alerts())
                .singleElement()
                .matches(alert -> alert.state().open());
    }

    @Test
    void doesNotMindAMemberThatDoesNotAnswer() {
        seen = cluster("a", member("a", "r1", "c1"), ClusterView.Member.silent("b"));
        look(5, 100);

        assertThat(engine.ledger().accepted()).isZero();
    }

    private static Optional<ClusterView> cluster(String self, ClusterView.Member... members) {
        return Optional.of(new ClusterView(self, 3, true, List.of(members), List.of()));
    }

    private static ClusterView.Member member(String name, String rules, String config) {
        return new ClusterView.Member(name, true, "1", rules, config, 0, Duration.ZERO, LedgerReach.REACHED);
    }

    /** Looks every five seconds. */
    private void look(int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second += 5) {
            clock.now = START.plusSeconds(second);
            engine.advanceTo(clock.now);
            watch.look();
        }
    }
}
