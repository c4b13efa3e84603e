// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.window.Rejections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What senders make up is not remembered for ever. */
class RejectionFoldTest {
    private static final Instant START = Bench.START;

    private final Policy policy = new Bench(new FunctionRules()).parts().policy();
    private final PartialSums sums = new PartialSums(0);

    private List<Rollup> sent() {
        List<Rollup> sent = new ArrayList<>();
        sums.flush(entry -> sent.addAll(((LogEntry.Rollups) entry).rollups()));
        return sent;
    }

    @Test
    void aModelIsForgottenAfterThreeDaysOfSilence() {
        // Given
        Judge judge = new Judge(0, new FunctionRules().evaluator(), policy.thresholds(), entry -> {});
        RejectionFold fold = new RejectionFold((scope, at) -> List.of(), judge);
        long[] row = new long[Rejections.WIDTH];
        row[Rejections.CALLS] = 1;
        sums.of(new Scope(ScopeKind.MODEL, "default", "made-up")).further(SpendWindow.minute(START), row);
        sent().forEach(rollup -> fold.rollup(rollup, START));

        // Then
        assertThat(fold.forget(START.plus(Duration.ofDays(3)))).isFalse();
        assertThat(fold.models()).isEqualTo(1);
        assertThat(fold.forget(START.plus(Duration.ofHours(73)))).isTrue();
        assertThat(fold.models()).isZero();
        fold.tick(START.plus(Duration.ofHours(73)));
        assertThat(fold.busy()).isFalse();
    }

    @Test
    void kindsOfOutcomesBeyondSomeAreOneKind() {
        // Given
        Scope sales = new Scope(ScopeKind.TEAM, "default", "sales");
        ConductState state = new ConductState(new WideState(sales, List.of()));

        // When
        for (int i = 0; i < 100; i++) {
            sums.of(sales).outcome("kind-" + i, 1, 0);
            sent().forEach(rollup -> state.add(rollup, START));
        }

        // Then
        assertThat(state.outcomes).hasSize(33).containsKeys("kind-0", "kind-31", "other");
    }
}
