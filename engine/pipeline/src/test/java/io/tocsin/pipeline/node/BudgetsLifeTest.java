// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.decision.Flag;
import io.tocsin.model.fact.TierUse;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Ask.Payer;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.admission.Verdict.Standing;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.tier.QualityTiers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets from the door to the answer: calls are reported, applications ask, rules choose tiers. */
class BudgetsLifeTest {
    private static final Scope TEAM = new Scope(ScopeKind.TEAM, "default", "search");
    private static final Payer PAYER = new Payer("search", null, null);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long NANO = 1_000_000_000L;

    @Test
    void whatCallsReportIsNoLongerThereToReserve() {
        // Given
        SteppedEngine engine = engine(new FunctionRules(), Bench.daily(TEAM, 100));
        engine.accept(List.of(Calls.of(START, 60), Calls.of(START, 39)));
        engine.advanceTo(START.plusSeconds(3));
        // When
        Verdict refused = reserve(engine, "r1", 2 * NANO);
        Verdict granted = reserve(engine, "r2", NANO);
        // Then
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(granted.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(granted.standings()).extracting(Standing::spentNano).containsExactly(99 * NANO);
    }

    @Test
    void rulesChooseATierFromWhatIsSpentAndALeaseOfARunGoesBeforeIt() {
        // Given
        FunctionRules rules = new FunctionRules()
                .state("decide.economy-by-budget", TierUse.class, use -> use.usedRatio() > 0.9)
                .state("decide.refuse", TierUse.class, use -> use.usedRatio() >= 1);
        SteppedEngine engine = engine(rules, Bench.daily(TEAM, 100));
        engine.accept(List.of(Calls.of(START, 50)));
        engine.advanceTo(START.plusSeconds(3));
        assertThat(flag(engine, "llm.tier.search")).isEqualTo("standard");
        // When
        engine.accept(List.of(Calls.of(engine.now(), 45)));
        engine.advanceTo(engine.now().plusSeconds(3));
        // Then
        assertThat(flag(engine, "llm.tier.search")).isEqualTo("economy");
        assertThat(flag(engine, "llm.admit.search")).isEqualTo("true");
        assertThat(flag(engine, "llm.limits.search")).contains("\"max_context\":50000");
        assertThat(engine.flags()).extracting(Flag::key).contains("llm.tier.search");
        // When
        reserve(engine, "rest", 5 * NANO);
        engine.advanceTo(engine.now().plusSeconds(1));
        // Then
        assertThat(flag(engine, "llm.admit.search")).isEqualTo("false");
        engine.advanceTo(engine.now().plusSeconds(400));
        assertThat(flag(engine, "llm.admit.search"))
                .as("the reservation has expired")
                .isEqualTo("true");
    }

    /** Late, repeated and early calls, over two changes of the clocks; the ledger of the day is asked after each batch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theLedgerAgreesToTheNanoDollarWithPlainArithmetic(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        Budget day = new Budget(TEAM, Budget.Period.DAY, 1_000_000 * NANO, BERLIN);
        Budget month = new Budget(TEAM, Budget.Period.MONTH, 9_000_000 * NANO, BERLIN);
        Instant start = Instant.parse(seed % 2 == 0 ? "2026-03-28T12:00:00Z" : "2026-10-24T12:00:00Z");
        SteppedEngine engine = new SteppedEngine(
                new Bench(new FunctionRules(), List.of(day, month), new InMemoryStore()).parts(), start);
        Map<String, BigDecimal> plain = new HashMap<>();
        List<LlmCall> sent = new ArrayList<>();
        for (int batch = 0; batch < 120; batch++) {
            List<LlmCall> calls = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                boolean repeated = !sent.isEmpty() && random.nextInt(4) == 0;
                calls.add(repeated ? sent.get(random.nextInt(sent.size())) : fresh(random, engine.now(), sent, plain));
            }
            engine.accept(List.copyOf(calls));
            // When
            engine.advanceTo(engine.now().plusSeconds(3));
            Verdict verdict = reserve(engine, "r" + batch, 1);
            engine.admit(new Ask.Release("default", "r" + batch));
            // Then
            LocalDate today = LocalDate.ofInstant(engine.now(), BERLIN);
            for (Standing standing : verdict.standings()) {
                String key = standing.period().word() + key(standing.period(), today);
                assertThat(BigDecimal.valueOf(standing.spentNano(), 9))
                        .as("%s at %s", key, engine.now())
                        .isEqualByComparingTo(plain.getOrDefault(key, BigDecimal.ZERO));
            }
            engine.advanceTo(engine.now().plusSeconds(random.nextInt(1800)));
        }
    }

    private static LlmCall fresh(
            SplittableRandom random, Instant now, List<LlmCall> sent, Map<String, BigDecimal> plain) {
        Instant at = now.plusSeconds(random.nextInt(-3000, 240));
        double usd = random.nextInt(1, 5_000_000) / 1e6;
        LlmCall call = Calls.of("call-" + sent.size(), at, "user-" + random.nextInt(5), "search", "s", usd);
        sent.add(call);
        LocalDate day = LocalDate.ofInstant(at, BERLIN);
        BigDecimal exact = BigDecimal.valueOf(call.cost().nanoUsd(), 9);
        for (Budget.Period period : Budget.Period.values()) {
            plain.merge(period.word() + key(period, day), exact, BigDecimal::add);
        }
        return call;
    }

    private static LocalDate key(Budget.Period period, LocalDate day) {
        return period == Budget.Period.MONTH ? day.withDayOfMonth(1) : day;
    }

    private static Verdict reserve(SteppedEngine engine, String id, long nano) {
        return engine.admit(new Ask.Reserve("default", id, PAYER, nano, 300))
                .toCompletableFuture()
                .join();
    }

    private static String flag(SteppedEngine engine, String key) {
        return engine.flag("default", key).map(Flag::value).orElse("");
    }

    private static SteppedEngine engine(FunctionRules rules, Budget budget) {
        Bench bench = new Bench(rules, List.of(budget), new InMemoryStore());
        bench.tiers = QualityTiers.load(Path.of("../../rules/quality-tiers.yaml"));
        return bench.stepped();
    }
}
