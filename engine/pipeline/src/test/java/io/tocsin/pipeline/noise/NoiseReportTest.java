// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.noise;

import static io.tocsin.pipeline.testing.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over alerts that a node really kept, from calls that came in. */
class NoiseReportTest {
    private static final String RULE = "cost.hourly-spend-spike";
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** Fires on the team alone, for the hour the money is in its window. */
    private final SteppedEngine engine = new Bench(new FunctionRules()
                    .state(RULE, HourlySpend.class, spend -> spend.scope().id().equals("search") && spend.usd() > 50))
            .stepped();

    @Test
    void nobodyWasToldOfAnything() {
        assertThat(report(UTC)).isEmpty();
    }

    @Test
    void whatIsOverBeforeAnybodyTakesItIsNoiseAndSoIsWhatComesBack() {
        // Given
        for (int i = 0; i < 3; i++) {
            spike();
            engine.advanceTo(engine.now().plusSeconds(4_000));
        }
        // When
        RuleNoise noise = report(UTC).get(0);
        // Then
        assertThat(noise.rule()).isEqualTo(RULE);
        assertThat(noise.alerts()).isEqualTo(3);
        assertThat(noise.pages()).isEqualTo(3);
        assertThat(noise.untaken()).isEqualTo(3);
        assertThat(noise.duplicates()).isEqualTo(2);
        assertThat(noise.score()).isEqualTo(1);
        assertThat(noise.nightPages()).isZero();
        assertThat(noise.proposals()).hasSize(2).allMatch(proposal -> proposal.contains(RULE));
    }

    @Test
    void takenButNothingDoneIsNoiseAndOneAlertProvesNothing() {
        // Given
        spike();
        String id = engine.alerts().stream()
                .filter(alert -> alert.alert().rule().equals(RULE))
                .map(LiveAlert::id)
                .findFirst()
                .orElseThrow();
        engine.command(new Command.Acknowledge(id, "anna"));
        // When
        RuleNoise noise = report(UTC).get(0);
        // Then
        assertThat(noise.withoutAction()).isEqualTo(1);
        assertThat(noise.untaken()).isZero();
        assertThat(noise.score()).isEqualTo(1);
        assertThat(noise.proposals()).isEmpty();
    }

    @Test
    void nightIsWherePeopleSleep() {
        // Given
        spike();
        // Then: noon in London is 23:00 in Sydney
        assertThat(report(ZoneId.of("Australia/Sydney")).get(0).nightPages()).isEqualTo(1);
    }

    private void spike() {
        Instant now = engine.now();
        engine.accept(List.of(Calls.of(now, 60)));
        engine.advanceTo(now.plusSeconds(5));
        assertThat(now).isAfterOrEqualTo(START);
    }

    private List<RuleNoise> report(ZoneId zone) {
        return NoiseReport.of(engine.alerts(), engine.runs(), zone);
    }
}
