// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.ComplaintWindow;
import io.tocsin.model.fact.ContextWindow;
import io.tocsin.model.fact.CostDrift;
import io.tocsin.model.fact.ExternalAlertState;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.fact.JobSilence;
import io.tocsin.model.fact.OutcomeWindow;
import io.tocsin.model.fact.PoolUse;
import io.tocsin.model.fact.QualityWindow;
import io.tocsin.model.fact.RejectionWindow;
import io.tocsin.model.fact.SensitiveUse;
import io.tocsin.model.fact.SessionFact;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Feedback;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.Engine.CommandResult;
import io.tocsin.pipeline.Engine.Update;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.log.LogCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.tenant.TenantOutput;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.threshold.Budget;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    @Test
    void theSameInputGivesTheSameLogToTheByte() {
        assertThat(log(3)).usingElementComparator(ReplayTest::compare).isEqualTo(log(3));
        assertThat(log(3)).usingElementComparator(ReplayTest::compare).isNotEqualTo(log(4));
    }

    /** Folds a log through, and once more with a restart in the middle from checkpoints taken in turns. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aRestartFromCheckpointsSaysWhatAnUninterruptedFoldSays(long seed) {
        List<LogRecord> log = log(seed);
        List<String> whole = new ArrayList<>();
        List<String> interrupted = new ArrayList<>();
        int crash = (int) (log.size() * 0.6);

        Slice through = slice(whole);
        fold(through, log.subList(0, crash));
        whole.clear();
        fold(through, log.subList(crash, log.size()));
        Map<String, Commit.Piece> written = new TreeMap<>();
        long covered = foldAndWriteDown(slice(new ArrayList<>()), log.subList(0, crash), written);
        Slice after = slice(interrupted);
        written.values().forEach(after::restore);
        fold(after, log.subList((int) covered, crash));
        interrupted.clear();
        fold(after, log.subList(crash, log.size()));

        assertThat(covered).isBetween(1L, crash - 1L);
        assertThat(whole).isNotEmpty();
        assertThat(interrupted).isEqualTo(whole);
    }

    /** Folds a log as a node does: on every tick the shards whose turn it is write themselves down. */
    private static long foldAndWriteDown(Slice slice, List<LogRecord> log, Map<String, Commit.Piece> written) {
        for (LogRecord record : log) {
            fold(slice, List.of(record));
            if (LogCodec.read(record.kind(), record.payload()) instanceof LogEntry.Tick) {
                int turn = (int) (record.at().getEpochSecond() % Slice.TURNS);
                slice.checkpoint(turn).forEach(piece -> written.put(piece.key(), piece));
            }
        }
        return slice.covered();
    }

    private static Bench bench(InMemoryStore store) {
        FunctionRules rules = new FunctionRules()
                .event("cost.context-bloat", CallFact.class, call -> call.contextTokens() > 9_000)
                .state("cost.runaway-loop", SessionFact.class, session -> session.growthStreak() > 3)
                .state("cost.hourly-spend-spike", HourlySpend.class, "downgrade", spend -> spend.usd() > 40)
                .state("context.full", ContextWindow.class, window -> window.contextUse() > 0.006)
                .state("limits.quota", RejectionWindow.class, window -> window.rejected() > 2)
                .state("cost.drift", CostDrift.class, drift -> drift.driftRatio() > 0.97)
                .state("quality.complaints", ComplaintWindow.class, window -> window.complaints() > 3)
                .state("business.lead", OutcomeWindow.class, window -> window.usdPerOutcome() < 3)
                .state("compliance.sensitive", SensitiveUse.class, use -> use.tokens() > 20_000)
                .state("cost.invoice", CostDrift.class, drift -> drift.invoicedUsd() > 0)
                .state("limits.pressure", PoolUse.class, pool -> pool.utilisation() > 0.6)
                .state("platform.external", ExternalAlertState.class, ExternalAlertState::firing)
                .state("quality.low", QualityWindow.class, quality -> quality.meanQuality() < 0.4)
                .state("platform.job", JobSilence.class, job -> job.overdueSeconds() > 20);
        List<Budget> budgets = List.of(
                Bench.daily(Scope.tenant("default"), 400),
                Bench.daily(new Scope(ScopeKind.TEAM, "default", "team-1"), 90),
                Bench.daily(new Scope(ScopeKind.USER, "default", "user-4"), 20));
        Bench bench = new Bench(rules, budgets, store);
        bench.expectations = Expectations.parse("e.yaml", "data-classes: [{class: phi, sensitive: true}]");
        return bench;
    }

    private static List<LogRecord> log(long seed) {
        InMemoryStore store = new InMemoryStore();
        SteppedEngine engine = bench(store).stepped();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 400; i++) {
            List<Signal> batch = new ArrayList<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                int user = random.nextInt(9);
                batch.add(Calls.withInput(
                        Calls.of(
                                "c" + random.nextInt(2000),
                                engine.now().minusSeconds(random.nextInt(120)),
                                "user-" + user,
                                "team-" + user % 3,
                                "session-" + user + "-" + random.nextInt(2),
                                random.nextInt(100) / 50.0),
                        random.nextInt(10_000)));
            }
            batch.addAll(others(random, i, engine.now()));
            engine.accept(batch);
            ask(engine, random);
            engine.advanceTo(engine.now().plusSeconds(random.nextInt(30)));
        }
        List<LogRecord> records = new ArrayList<>();
        store.readLog(0, records::add);
        assertThat(records.get(0).at()).isEqualTo(START);
        return records;
    }

    /** Reserves, and ends some of what was reserved; the rest expires. */
    private static void ask(SteppedEngine engine, SplittableRandom random) {
        int id = random.nextInt(300);
        Ask.Payer payer = new Ask.Payer("team-" + id % 3, "user-" + id % 9, null);
        engine.admit(new Ask.Reserve("default", "r" + id, payer, random.nextLong(5_000_000_000L), 1 + id));
        engine.admit(
                random.nextInt(3) == 0
                        ? new Ask.Release("default", "r" + random.nextInt(300))
                        : new Ask.Settle("default", "r" + random.nextInt(300), id * 1_000_000L, id % 2 == 0));
    }

    /** What else happens: calls that are turned away, complaints, scores, leads, signs of life, limits, bills and alerts. */
    private static List<Signal> others(SplittableRandom random, int i, Instant at) {
        Origin origin = new Origin("o" + i, at, "gateway", "default");
        LlmCall call = Calls.of("x" + i, at, "user-" + i % 4, "team-0", "session-x", 0.01);
        Attribution who = call.who();
        return switch (random.nextInt(12)) {
            case 0, 1 ->
                List.of(new LlmCall(
                        origin,
                        who,
                        call.provider(),
                        call.model(),
                        TokenUsage.NONE,
                        Cost.NONE,
                        new CallResult(429, null, "rate_limit_error", -1, Double.NaN, false, false),
                        Handling.DEFAULT));
            case 2 ->
                List.of(new LlmCall(
                        origin,
                        who,
                        call.provider(),
                        call.model(),
                        call.tokens(),
                        call.cost(),
                        call.result(),
                        new Handling(null, null, 1, true, "us", "phi", null)));
            case 3 -> List.of(new Feedback(origin, who, Feedback.Kind.COMPLAINT, null, Double.NaN));
            case 4 -> List.of(new Outcome(origin, who, "lead", 1, 0));
            case 5 -> List.of(new Heartbeat(origin, who, "job-" + i % 3, Duration.ofSeconds(40)));
            case 6 ->
                List.of(new RateLimit(
                        origin,
                        who,
                        "anthropic",
                        "opus",
                        "tokens",
                        100,
                        i % 100,
                        1 - i % 100 / 100.0,
                        at.plusSeconds(90)));
            case 7 -> List.of(alert(origin, who, "alert-" + i % 3, random.nextInt(4) > 0));
            case 8 ->
                List.of(new MetricPoint(
                        origin,
                        who,
                        MetricPoint.PROVIDER_COST,
                        MetricPoint.Temporality.CUMULATIVE,
                        i,
                        "USD",
                        at.minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS),
                        Map.of("provider", "anthropic", "model", call.model(), "line", "" + i % 2)));
            case 9 -> List.of(new Feedback(origin, who, Feedback.Kind.EVALUATION, null, i % 10 / 10.0));
            default -> List.of();
        };
    }

    private static ExternalAlert alert(Origin origin, Attribution who, String name, boolean firing) {
        return new ExternalAlert(
                origin,
                who,
                "alertmanager",
                name,
                name,
                firing,
                null,
                "",
                1,
                2,
                origin.at(),
                origin.at().plusSeconds(firing ? 60 : 0),
                Map.of(),
                null);
    }

    private static void fold(Slice slice, List<LogRecord> log) {
        log.forEach(record ->
                slice.apply(new Stamped(record.seq(), record.at(), LogCodec.read(record.kind(), record.payload()))));
    }

    private static Slice slice(List<String> said) {
        return new Slice(
                IntStream.range(0, Placement.SHARDS).boxed().toList(),
                bench(new InMemoryStore()).parts(),
                new Boards(),
                new TenantOutput() {
                    @Override
                    public void emit(LogEntry entry) {
                        LogCodec.Encoded encoded = LogCodec.write(entry);
                        said.add(encoded.kind() + Arrays.toString(encoded.payload()));
                    }

                    @Override
                    public void intent(OutboxItem item) {
                        said.add(item.toString());
                    }

                    @Override
                    public void update(Update update) {}

                    @Override
                    public void admission(String id, int index, Verdict verdict) {
                        said.add(id + index + verdict);
                    }

                    @Override
                    public void answer(String orderId, CommandResult result) {}
                });
    }

    private static int compare(LogRecord one, LogRecord other) {
        boolean same = one.seq() == other.seq()
                && one.at().equals(other.at())
                && one.kind() == other.kind()
                && Arrays.equals(one.payload(), other.payload());
        return same ? 0 : 1;
    }
}
