// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardinalityTest {
    private static final Instant NOW = Instant.parse("2026-11-24T03:10:00Z");
    private static final Origin ORIGIN = new Origin("a", NOW, "app", "acme");

    private final Cardinality cardinality = new Cardinality(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void boundsModels() {
        boundsWhatIsNewAndLetsWhatIsKnownThrough(i -> new LlmCall(
                ORIGIN,
                Attribution.NONE,
                "anthropic",
                "model-" + i,
                TokenUsage.NONE,
                Cost.NONE,
                CallResult.OK,
                Handling.DEFAULT));
    }

    @Test
    void boundsKindsOfOutcomes() {
        boundsWhatIsNewAndLetsWhatIsKnownThrough(i -> new Outcome(ORIGIN, Attribution.NONE, "kind-" + i, 1, 0));
    }

    private void boundsWhatIsNewAndLetsWhatIsKnownThrough(IntFunction<Signal> named) {
        // Given
        int others = Cardinality.MOST - 1; // the source is a label as well
        List<Signal> many = IntStream.range(0, others).mapToObj(named).toList();
        assertThat(cardinality.within("app", many)).hasSize(others);

        // Then
        assertThat(cardinality.within("app", List.of(named.apply(others), named.apply(0))))
                .containsExactly(named.apply(0));
    }
}
