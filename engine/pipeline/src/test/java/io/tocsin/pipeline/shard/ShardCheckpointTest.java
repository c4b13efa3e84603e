// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.JobSilence;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.fact.SensitiveUse;
import io.tocsin.model.fact.SessionFact;
import io.tocsin.model.fact.UserTokens;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Origin;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** State that is written down comes back as it was, also what an earlier version wrote. */
class ShardCheckpointTest {
    private static final Instant START = Bench.START;
    private static final int INT = 4;

    private final List<Fact> seen = new ArrayList<>();

    private Shard shard(int index) {
        FunctionRules rules = new FunctionRules()
                .state("see.sensitive", SensitiveUse.class, seen::add)
                .state("see.tokens", UserTokens.class, seen::add)
                .state("see.job", JobSilence.class, seen::add)
                .state("see.session", SessionFact.class, seen::add);
        Policy bench = new Bench(rules).parts().policy();
        Expectations expectations = Expectations.parse("e.yaml", "data-classes: [{class: phi, sensitive: true}]");
        Policy policy = Policy.of(bench.thresholds(), bench.prices(), List.of(), expectations);
        return new Shard(index, policy, rules.evaluator(), entry -> {}, new Shard.Neighbours() {
            @Override
            public void changed(Change change) {}

            @Override
            public void provider(ProviderState state) {}
        });
    }

    private static LlmCall call(String id, Handling handling) {
        LlmCall call = Calls.of(id, START, "anna", "search", "s", 1.5);
        Attribution alone = new Attribution("search", "anna", null, null, null);
        return new LlmCall(
                call.origin(),
                alone,
                call.provider(),
                call.model(),
                call.tokens(),
                call.cost(),
                call.result(),
                handling);
    }

    private static byte[] written(Shard shard) {
        return ShardCheckpoint.changed(shard).orElseThrow();
    }

    private <T extends Fact> T last(Class<T> kind) {
        List<T> all = seen.stream().filter(kind::isInstance).map(kind::cast).toList();
        return all.get(all.size() - 1);
    }

    @Test
    void aUserComesBackWithTeamAndSensitiveTokens() {
        // Given
        LlmCall sent = call("a", new Handling(null, null, Double.NaN, true, "us", "phi", null));
        Shard before = shard(Placement.of(sent));
        before.signal(sent, START);
        before.tick(START.plusSeconds(1));

        // When
        Shard after = shard(before.index());
        ShardCheckpoint.restore(after, written(before));
        seen.clear();
        after.tick(START.plusSeconds(2));

        // Then: it is held, so it is judged again
        assertThat(last(SensitiveUse.class).tokens()).isEqualTo(1000);
        assertThat(last(SensitiveUse.class).team()).isEqualTo("search");
    }

    @Test
    void aJobComesBackWithItsLastSignOfLife() {
        // Given
        Heartbeat beat = new Heartbeat(
                new Origin("h", START, "cron", "default"), Attribution.NONE, "nightly", Duration.ofMinutes(5));
        Shard before = shard(Placement.of(beat));
        before.signal(beat, START);
        before.tick(START.plusSeconds(1));

        // When
        Shard after = shard(before.index());
        ShardCheckpoint.restore(after, written(before));
        after.tick(START.plusSeconds(40));

        // Then
        assertThat(last(JobSilence.class).overdueSeconds()).isEqualTo(40 - 300);
        assertThat(last(JobSilence.class).heard()).isTrue();
    }

    @Test
    void aBillWithTheLongestLabelsCanBeWrittenDown() {
        // Given: labels as long as they may be, more than 64 KB
        Map<String, String> labels = new TreeMap<>(Map.of("model", "claude-opus-5"));
        for (int i = 0; i < 63; i++) {
            labels.put("\u0e01".repeat(250) + i, "\u0e02".repeat(255));
        }
        MetricPoint bill = new MetricPoint(
                new Origin("m", START, "billing", "default"),
                Attribution.NONE,
                MetricPoint.PROVIDER_COST,
                MetricPoint.Temporality.CUMULATIVE,
                12,
                "USD",
                START,
                labels);
        Shard before = shard(Placement.of(bill));
        before.signal(bill, START);
        before.tick(START.plusSeconds(1));

        // When
        Shard after = shard(before.index());
        ShardCheckpoint.restore(after, written(before));

        // Then
        assertThat(Written.bytes(after.invoices::write)).isEqualTo(Written.bytes(before.invoices::write));
    }

    /**
     * The first version had no number in front, wrote users without team and sensitive tokens, and ended with the
     * sessions. This is such a checkpoint, cut out of one of today.
     */
    @Test
    void whatTheFirstVersionWroteIsReadStill() {
        // Given
        Shard before = shard(Placement.of(call("a", Handling.DEFAULT)));
        before.signal(call("a", Handling.DEFAULT), START);
        before.tick(START.plusSeconds(1));
        byte[] first = firstVersion(written(before), before);

        // When
        Shard after = shard(before.index());
        ShardCheckpoint.restore(after, first);
        after.signal(call("a", Handling.DEFAULT), START.plusSeconds(2));
        after.signal(call("b", Handling.DEFAULT), START.plusSeconds(2));
        seen.clear();
        after.tick(START.plusSeconds(3));

        // Then
        assertThat(after.outcomes().byWord()).containsEntry("duplicate", 1L);
        assertThat(last(UserTokens.class).tokens()).isEqualTo(2200);
        assertThat(written(after)).isNotEmpty();
    }

    /** The second version wrote sessions without what they spent by the minute; this one is cut out of one of today. */
    @Test
    void aSessionOfTheSecondVersionIsReadStill() {
        // Given
        Shard before = shard(Placement.of(Calls.of(START, 3)));
        before.signal(Calls.of(START, 3), START);
        before.tick(START.plusSeconds(1));
        byte[] today = written(before);
        int end = today.length - parts(before);
        int pace = INT + 2 * Long.BYTES;
        byte[] second = ByteBuffer.allocate(today.length - pace)
                .putInt(-2)
                .put(Arrays.copyOfRange(today, INT, end - pace))
                .put(Arrays.copyOfRange(today, end, today.length))
                .array();

        // When
        Shard after = shard(before.index());
        ShardCheckpoint.restore(after, second);
        after.signal(Calls.of(START.plusSeconds(60), 3), START.plusSeconds(60));
        seen.clear();
        after.tick(START.plusSeconds(61));

        // Then: what it cost is known, and what it cost lately from now on
        assertThat(last(SessionFact.class).usd()).isEqualTo(6);
        assertThat(last(SessionFact.class).usdPerHour()).isBetween(35.0, 45.0);
    }

    /** The user's own last fields are an empty or known team and a flag; then come no sessions, then the parts. */
    private static byte[] firstVersion(byte[] today, Shard shard) {
        int team = 2 + "search".length() + 1;
        int users = today.length - parts(shard) - INT - team;
        return ByteBuffer.allocate(users - INT + INT)
                .put(Arrays.copyOfRange(today, INT, users))
                .putInt(0)
                .array();
    }

    /** How long the parts are that a checkpoint ends with. */
    private static int parts(Shard shard) {
        int parts = INT;
        for (var part : shard.parts().entrySet()) {
            parts += 2 + part.getKey().length() + INT;
            parts += Written.bytes(part.getValue()::write).length;
        }
        return parts;
    }
}
