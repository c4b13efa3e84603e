// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.replay.Repository;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.signal.SignalCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {
    private static final Instant FROM = Instant.parse("2026-11-24T02:00:00Z");
    private static final Instant STORY = Instant.parse("2026-11-24T02:30:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-24T04:00:00Z");
    private static final Function<String, Optional<String>> NO_OPINION = key -> Optional.empty();

    private static Simulator simulator(long seed, Function<String, Optional<String>> decisions) {
        return new Simulator(
                seed, FROM, Plot.of(seed, STORY), Repository.rules().policy().prices(), decisions);
    }

    private static List<LlmCall> calls(List<Signal> signals) {
        return signals.stream()
                .filter(LlmCall.class::isInstance)
                .map(LlmCall.class::cast)
                .toList();
    }

    private static List<LlmCall> searchCalls(List<Signal> signals, Instant since) {
        return calls(signals).stream()
                .filter(call -> "search".equals(call.who().team()) && call.at().isAfter(since))
                .toList();
    }

    @Test
    void saysTheSameForTheSameSeedHoweverItIsAsked() {
        // Given
        Simulator inOneGo = simulator(7, NO_OPINION);
        Simulator bySeconds = simulator(7, NO_OPINION);

        // When
        List<Signal> once = inOneGo.until(UNTIL);
        List<Signal> steps = new ArrayList<>();
        for (Instant at = FROM; !at.isAfter(UNTIL); at = at.plusSeconds(1)) {
            steps.addAll(bySeconds.until(at));
        }

        // Then
        assertThat(SignalCodec.write(once)).isEqualTo(SignalCodec.write(steps));
        assertThat(SignalCodec.write(once)).isNotEqualTo(SignalCodec.write(simulator(8, NO_OPINION).until(UNTIL)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void isAPlausibleCompany(long seed) {
        // When
        List<Signal> signals = simulator(seed, NO_OPINION).until(UNTIL);

        // Then
        assertThat(signals).extracting(Signal::id).doesNotHaveDuplicates();
        assertThat(signals).extracting(Signal::at).isSorted();
        assertThat(signals).extracting(Signal::at).allMatch(at -> !at.isBefore(FROM) && at.isBefore(UNTIL));
        assertThat(calls(signals)).extracting(call -> call.who().team()).contains("search", "support", "growth");
        assertThat(calls(signals).stream().map(call -> call.who().user()).filter(Objects::nonNull).distinct())
                .hasSizeBetween(10, 40);
        assertThat(calls(signals)).filteredOn(call -> call.tokens().cacheReadInputTokens() > 0).isNotEmpty();
        assertThat(calls(signals)).filteredOn(call -> call.result().failed()).hasSizeBetween(1, 40);
        assertThat(signals).filteredOn(RateLimit.class::isInstance).hasSize(120 * 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void growsOneConversationBeyondFiftyThousandTokensAndNoOther(long seed) {
        // When
        List<LlmCall> large = calls(simulator(seed, NO_OPINION).until(UNTIL)).stream()
                .filter(call -> call.tokens().contextTokens() > 50_000)
                .toList();

        // Then
        assertThat(large).hasSize(2);
        assertThat(large).extracting(call -> call.who().session()).containsOnly(large.get(0).who().session());
        assertThat(large).extracting(call -> call.who().feature()).containsOnly("support-bot");
    }

    @Test
    void asksForItsTierBeforeEveryCall() {
        // Given
        Plot plot = Plot.of(7, STORY);
        Instant deployed = plot.deployAt();
        List<String> told = new ArrayList<>();
        Simulator simulator = simulator(7, key -> told.stream().findFirst());

        // When
        List<Signal> dear = simulator.until(deployed.plus(Duration.ofMinutes(20)));
        told.add("economy");
        List<Signal> cheap = simulator.until(deployed.plus(Duration.ofMinutes(40)));
        told.clear();
        List<Signal> dearAgain = simulator.until(deployed.plus(Duration.ofMinutes(50)));

        // Then
        assertThat(searchCalls(dear, deployed.plusSeconds(1)))
                .isNotEmpty()
                .allMatch(call -> call.model().equals("claude-opus-5"));
        assertThat(searchCalls(cheap, deployed)).isNotEmpty().allMatch(call -> call.model()
                .equals("claude-haiku-4-5"));
        assertThat(searchCalls(dearAgain, deployed)).isNotEmpty().allMatch(call -> call.model()
                .equals("claude-opus-5"));
    }

    @Test
    void goesBackToItsOldWaysWhenTheDeployIsRolledBack() {
        // Given
        Instant deployed = Plot.of(7, STORY).deployAt();
        Simulator simulator = simulator(7, NO_OPINION);
        List<Signal> before = simulator.until(deployed.plus(Duration.ofMinutes(10)));

        // When
        Signal change = simulator.rollBack(deployed.plus(Duration.ofMinutes(10)));
        List<Signal> after = simulator.until(deployed.plus(Duration.ofMinutes(20)));

        // Then
        assertThat(before).filteredOn(Change.class::isInstance).hasSize(1);
        assertThat(change).isInstanceOfSatisfying(Change.class, back -> assertThat(back.summary())
                .isEqualTo("rollback search-router to 2.13"));
        assertThat(searchCalls(after, deployed)).isNotEmpty().allMatch(call -> "search-v1"
                .equals(call.who().feature()));
    }
}
