// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.BudgetUse;
import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void everySignalEndsInExactlyOneOutcome() {
        SteppedEngine engine = new Bench(
                        new FunctionRules().event("cost.expensive-request", CallFact.class, call -> call.usd() > 50))
                .stepped();
        Signal old = Calls.of(START.minus(Duration.ofHours(2)), 1);
        Signal twice = Calls.of(START, 1);

        engine.accept(List.of(old, twice, twice, Calls.of(START, 60)));
        new OwnAlert(engine, "acme", "platform.clock-skew", "clock-skew", "member b", "warning")
                .tell(true, "10 s behind", START, START);
        engine.deadLetter(new Commit.DeadLetter("letter-1", "tool", START.toEpochMilli(), "not JSON", new byte[0]));

        Engine.Ledger ledger = engine.ledger();
        assertThat(ledger.outcomes())
                .isEqualTo(
                        Map.of("late", 1L, "no-match", 1L, "duplicate", 1L, "alert", 1L, "own", 1L, "dead-letter", 1L));
        assertThat(ledger.accepted()).isEqualTo(6);
    }

    @Test
    void sumsATeamOverManyUsersToTheCent() {
        List<Double> seen = new ArrayList<>();
        SteppedEngine engine = new Bench(new FunctionRules()
                        .state("cost.hourly-spend-spike", HourlySpend.class, spend -> {
                            if (spend.scope().kind() == ScopeKind.TEAM) {
                                seen.add(spend.usd());
                            }
                            return false;
                        }))
                .stepped();
        SplittableRandom random = new SplittableRandom(7);
        long cents = 0;

        for (int i = 0; i < 1000; i++) {
            long amount = random.nextLong(1, 200);
            cents += amount;
            engine.accept(List.of(
                    Calls.of("c" + i, engine.now(), "user-" + i % 97, "search", "session-" + i % 131, amount / 100.0)));
        }
        engine.advanceTo(START.plusSeconds(3));

        assertThat(Math.round(seen.get(seen.size() - 1) * 100)).isEqualTo(cents);
    }

    @Test
    void countsABudgetPerDayAndStartsAgainAtMidnight() {
        Scope team = new Scope(ScopeKind.TEAM, "default", "search");
        List<BudgetUse> seen = new ArrayList<>();
        FunctionRules rules = new FunctionRules().state("cost.budget-warning", BudgetUse.class, use -> {
            seen.add(use);
            return false;
        });
        SteppedEngine engine = new Bench(rules, List.of(Bench.daily(team, 100)), new InMemoryStore()).stepped();
        engine.accept(List.of(Calls.of(START, 80)));
        engine.advanceTo(START.plusSeconds(3));
        BudgetUse noon = seen.get(seen.size() - 1);

        engine.advanceTo(START.plus(Duration.ofHours(12)).plusSeconds(5));
        engine.accept(List.of(Calls.of(engine.now(), 5)));
        engine.advanceTo(engine.now().plusSeconds(3));

        BudgetUse morning = seen.get(seen.size() - 1);
        assertThat(noon.usedRatio()).isEqualTo(0.8);
        assertThat(noon.hoursLeft()).isBetween(11.9, 12.0);
        assertThat(morning.usedUsd()).isEqualTo(5);
    }
}
