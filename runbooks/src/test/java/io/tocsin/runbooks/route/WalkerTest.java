// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.runbooks.Present;
import io.tocsin.runbooks.Runs;
import io.tocsin.runbooks.book.Runbook;
import io.tocsin.runbooks.load.RunbookLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkerTest {
    private static final List<Runbook> SHIPPED = RunbookLoader.load(Path.of("")).runbooks();
    private static final Runbook DOWNGRADE = SHIPPED.get(0);

    @ParameterizedTest
    @EnumSource(Mode.class)
    void passesTheSameNodesInEveryMode(Mode mode) {
        try (Walker walker = Walker.start(SHIPPED, new Present())) {
            Walk walk = walk(Runs.approved(), mode, new Present());
            walker.walked(walk);
            assertThat(walk.trace()).containsExactly("guard", "unclaimed", "tier-fits", "flag");
        }
    }

    @Test
    void stopsTheDryRunAtTheNodeThatStopsTheRealRun() {
        Present present = new Present().contexts(142_000);
        try (Walker walker = Walker.start(SHIPPED, present)) {
            for (Mode mode : List.of(Mode.DRY_RUN, Mode.ACT)) {
                Walk walk = walk(Runs.approved(), mode, present);
                assertThat(walker.walked(walk)).isInstanceOf(Actuation.Refused.class);
                assertThat(walk.trace()).containsExactly("guard", "unclaimed", "tier-fits");
                assertThat(walk.effects()).isEmpty();
            }
        }
    }

    @Test
    void knowsNoEndpointBeyondItsOwnEdge() {
        try (Walker walker = Walker.start(SHIPPED, new Present())) {
            walker.walk(DOWNGRADE, Runs.approved().run(), Mode.ACT);
            assertThat(walker.endpoints())
                    .hasSize(5)
                    .allMatch(uri -> uri.startsWith("tocsin-edge:") || uri.startsWith("direct:"));
        }
    }

    @Test
    void keepsWalksApartThatHappenAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Walker walker = Walker.start(SHIPPED, new Present())) {
            // Given
            List<Integer> ids = new ArrayList<>(
                    new Random(7).ints(200, 0, 1_000_000).boxed().toList());
            // When
            List<Callable<Actuation>> walks = ids.stream()
                    .<Callable<Actuation>>map(id -> () -> walker.walk(
                            DOWNGRADE,
                            Runs.approved().target(ScopeKind.USER, "u" + id).run(),
                            Mode.ACT))
                    .toList();
            List<Future<Actuation>> answers = threads.invokeAll(walks);
            // Then
            for (int i = 0; i < ids.size(); i++) {
                assertThat(((Actuation.Done) answers.get(i).get()).effects())
                        .extracting(Actuation.Effect::flag)
                        .containsExactly("llm.tier.u" + ids.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesEveryOperationAWordAndAKind() {
        assertThat(Arrays.stream(EdgeOperation.values()).map(EdgeOperation::word))
                .doesNotHaveDuplicates();
        assertThat(EdgeOperation.of("flag")).contains(EdgeOperation.FLAG);
    }

    private static Walk walk(Runs run, Mode mode, Present present) {
        return new Walk(DOWNGRADE, run.run(), mode, present);
    }
}
