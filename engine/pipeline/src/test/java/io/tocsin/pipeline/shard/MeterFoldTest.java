// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.MetricPoint.Temporality;
import io.tocsin.model.signal.Origin;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.window.Counters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counters of clients whose calls nobody tells become money, once. */
class MeterFoldTest {
    private static final Instant START = Bench.START;
    private static final Attribution ANNA = new Attribution("search", "anna", "bot", "s1", null);
    private static final String COST = "claude_code.cost.usage";
    private static final String TOKENS = "gen_ai.client.token.usage";

    private final List<Fact> seen = new ArrayList<>();
    private final List<Rollup> sent = new ArrayList<>();
    private final Shard shard = shard("metered-sources: [claude-code, gateway]");
    private int count;

    private Shard shard(String expectations) {
        FunctionRules rules = new FunctionRules().state("see.spend", HourlySpend.class, seen::add);
        Policy bench = new Bench(rules).parts().policy();
        Policy policy =
                Policy.of(bench.thresholds(), bench.prices(), List.of(), Expectations.parse("e.yaml", expectations));
        int index = Placement.of(point(COST, Temporality.DELTA, START, 0, 1, Map.of()));
        return new Shard(index, policy, rules.evaluator(), this::told, new Shard.Neighbours() {
            @Override
            public void changed(Change change) {}

            @Override
            public void provider(ProviderState state) {}
        });
    }

    private void told(LogEntry entry) {
        if (entry instanceof LogEntry.Rollups rollups) {
            sent.addAll(rollups.rollups());
        }
    }

    private MetricPoint point(
            String name, Temporality temporality, Instant start, int second, double value, Map<String, String> labels) {
        Instant at = START.plusSeconds(second);
        Origin origin = new Origin("m" + count++, at, name.equals(COST) ? "claude-code" : "gateway", "default");
        return new MetricPoint(origin, ANNA, name, temporality, value, "USD", start, labels);
    }

    private void cost(Shard into, Temporality temporality, Instant start, int second, double usd) {
        into.signal(
                point(COST, temporality, start, second, usd, Map.of("model", "claude-opus-5")),
                START.plusSeconds(second));
    }

    private void tokens(String type, double tokens) {
        Map<String, String> labels = Map.of("gen_ai.token.type", type, "gen_ai.response.model", "claude-opus-5");
        shard.signal(point(TOKENS, Temporality.DELTA, START, 60, tokens, labels), START.plusSeconds(60));
    }

    private double usd(Shard of, ScopeKind kind) {
        of.tick(START.plusSeconds(120));
        if (kind == ScopeKind.USER) {
            return seen.stream()
                    .map(HourlySpend.class::cast)
                    .reduce((first, second) -> second)
                    .map(HourlySpend::usd)
                    .orElse(0.0);
        }
        return sum(kind, Counters.NANO_USD) / Counters.NANO;
    }

    private long sum(ScopeKind kind, int column) {
        return sent.stream()
                .filter(rollup -> rollup.scope().kind() == kind)
                .mapToLong(rollup -> rollup.minutes().sum(column, 0, Long.MAX_VALUE - 1))
                .sum();
    }

    @Test
    void increasesCountForTheUserTheFeatureTheTeamAndTheTenant() {
        // When
        cost(shard, Temporality.DELTA, START, 60, 0.5);
        cost(shard, Temporality.DELTA, START.plusSeconds(60), 110, 0.25);

        // Then
        assertThat(usd(shard, ScopeKind.USER)).isEqualTo(0.75);
        for (ScopeKind kind : List.of(ScopeKind.FEATURE, ScopeKind.TEAM, ScopeKind.TENANT)) {
            assertThat(usd(shard, kind)).as(kind.word()).isEqualTo(0.75);
        }
    }

    @Test
    void runningTotalsCountByWhatTheyGrewAlsoAcrossARestart() {
        // When
        cost(shard, Temporality.CUMULATIVE, START, 30, 1);
        cost(shard, Temporality.CUMULATIVE, START, 60, 1.5);
        cost(shard, Temporality.CUMULATIVE, START, 60, 1.5);
        cost(shard, Temporality.CUMULATIVE, START.plusSeconds(70), 90, 0.25);

        // Then
        assertThat(usd(shard, ScopeKind.USER)).isEqualTo(1.75);
    }

    @Test
    void neverCountsTheMoneyOfAClientWhoseCallsCome() {
        // Given
        LlmCall call = Calls.of("c", START.plusSeconds(30), "anna", "search", "s1", 0.5);
        LlmCall told = new LlmCall(
                new Origin("c", call.at(), "claude-code", "default"),
                ANNA,
                call.provider(),
                call.model(),
                call.tokens(),
                call.cost(),
                call.result(),
                call.handling());

        // When
        shard.signal(told, START.plusSeconds(30));
        cost(shard, Temporality.CUMULATIVE, START, 60, 0.5);
        cost(shard, Temporality.DELTA, START, 60, 0.5);

        // Then
        assertThat(usd(shard, ScopeKind.USER)).isEqualTo(call.cost().usd());
    }

    @Test
    void countsOnlySourcesThatAreNamed() {
        // Given
        Shard other = shard("metered-sources: [another]");

        // When
        cost(other, Temporality.DELTA, START, 60, 5);

        // Then
        assertThat(usd(other, ScopeKind.USER)).isZero();
        assertThat(usd(other, ScopeKind.TENANT)).isZero();
    }

    @Test
    void pricesTokensOfGatewaysWhoseInputIncludesTheCache() {
        // When: a million in, of it 800,000 from the cache, 100,000 out
        tokens("cached_input", 800_000);
        tokens("input", 1_000_000);
        tokens("output", 100_000);

        // Then: $5 a million in, $0.50 from the cache, $25 out
        assertThat(usd(shard, ScopeKind.USER)).isEqualTo(0.2 * 5 + 0.8 * 0.5 + 0.1 * 25);
        assertThat(sum(ScopeKind.TEAM, Counters.TOKENS)).isEqualTo(1_100_000);
    }

    @Test
    void aCheckpointKeepsTheReadings() {
        // Given
        cost(shard, Temporality.CUMULATIVE, START, 30, 1);
        shard.tick(START.plusSeconds(31));

        // When
        Shard after = shard("metered-sources: [claude-code]");
        ShardCheckpoint.restore(after, ShardCheckpoint.changed(shard).orElseThrow());
        cost(after, Temporality.CUMULATIVE, START, 60, 1.5);

        // Then
        assertThat(usd(after, ScopeKind.USER)).isEqualTo(1.5);
    }
}
