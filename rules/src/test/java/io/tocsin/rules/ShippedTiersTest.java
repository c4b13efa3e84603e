// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.decision.Flag;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.admission.Load;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.pipeline.tier.QualityTiers;
import io.tocsin.pipeline.tier.TierFold;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped rules and tiers over time. */
class ShippedTiersTest {
    private static final Path RULES = Path.of(".");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Scope TEAM = new Scope(ScopeKind.TEAM, "acme", "search");
    private static final Scope POOL = new Scope(ScopeKind.POOL, "acme", "default/opus");

    private static Rulebase rulebase;
    private static Evaluator evaluator;

    private final Map<String, String> flags = new TreeMap<>();
    private final List<String> tiers = new ArrayList<>();
    private TierFold fold = fold();
    private Instant now = NOON;
    private double load = Double.NaN;

    @BeforeAll
    static void load() {
        rulebase = RuleFolder.load(RULES, Path.of("target", "cache-of-tests"));
        evaluator = rulebase.evaluator();
    }

    @AfterAll
    static void close() {
        evaluator.close();
    }

    @Test
    void rulesAndTiersAgree() {
        assertThat(QualityTiers.load(RULES.resolve("quality-tiers.yaml"))
                        .disagreements(rulebase.rules().keySet()))
                .isEmpty();
    }

    @Test
    void saysNothingOfAScopeOfWhichNothingIsKnown() {
        // When
        fold.tick(now, Map.of(), this::shown);
        // Then
        assertThat(flags).isEmpty();
    }

    @Test
    void choosesByBudgetAndLoad() {
        // Then
        assertThat(after(1, 0.7, 0.5)).isEqualTo("standard");
        assertThat(after(1, 0.91, 0.5)).isEqualTo("economy");
        assertThat(flags)
                .containsEntry(
                        "llm.limits.search",
                        "{\"max_context\":50000,\"timeout_s\":15,\"retries\":1,\"model_tier\":\"small\"}")
                .containsEntry("llm.admit.search", "true");
        after(1, 1.0, 0.5);
        assertThat(flags).containsEntry("llm.admit.search", "false");
    }

    @Test
    void goesDownAtOnceAndUpAfterADwell() {
        // Then
        assertThat(after(600, 0.2, 0.1)).isEqualTo("premium");
        assertThat(after(1, 0.2, 0.9)).isEqualTo("economy");
        assertThat(after(598, 0.2, 0.1)).isEqualTo("economy");
        assertThat(after(2, 0.2, 0.1)).isEqualTo("premium");
        assertThat(after(1, 0.2, 0.35)).isEqualTo("premium");
        assertThat(after(1, 0.2, 0.45)).as("dwell of premium").isEqualTo("premium");
        assertThat(after(600, 0.2, 0.45)).isEqualTo("standard");
        assertThat(after(590, 0.2, 0.1)).as("dwell of standard").isEqualTo("standard");
        assertThat(after(10, 0.2, 0.1)).isEqualTo("premium");
    }

    @Test
    void staysInEconomyUntilWellBelowTheLimit() {
        // Then
        assertThat(after(1, 0.91, 0.5)).isEqualTo("economy");
        assertThat(after(3_600, 0.89, 0.5)).isEqualTo("economy");
        assertThat(after(1, 0.85, 0.75)).isEqualTo("standard");
        assertThat(after(3_600, 0.85, 0.84)).isEqualTo("standard");
        assertThat(after(1, 0.85, 0.86)).isEqualTo("economy");
        assertThat(after(3_600, 0.85, 0.76)).isEqualTo("economy");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverFlapsThoughEveryNumberCrossesItsLimitEverySecond(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        // When
        for (int second = 0; second < 7_200; second++) {
            after(1, 0.9 + (random.nextDouble() - 0.5) * 0.9, 0.5 + (random.nextDouble() - 0.5) * 0.9);
        }
        // Then: at most down, up and up again in each dwell
        assertThat(tiers.size()).isLessThanOrEqualTo(7_200 / 600 * 2 + 1);
    }

    @Test
    void aRestartGoesOnWhereItStopped() {
        // Given
        after(300, 0.95, 0.5);
        byte[] written = fold.changed().orElseThrow();
        // When
        fold = fold();
        fold.restore(written);
        flags.clear();
        fold.show(this::shown);
        // Then
        assertThat(flags).containsEntry("llm.tier.search", "economy");
        assertThat(after(299, 0.1, 0.1)).isEqualTo("economy");
        assertThat(after(2, 0.1, 0.1)).isEqualTo("premium");
    }

    /** The tier after so many seconds of this. */
    private String after(int seconds, double usedRatio, double newLoad) {
        if (newLoad != load) {
            load = newLoad;
            fold.load(new Load(POOL, load, now.plusSeconds(100_000), List.of("team=search")));
        }
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            fold.tick(now, Map.of(TEAM, usedRatio), this::shown);
        }
        return flags.getOrDefault("llm.tier.search", "");
    }

    private void shown(List<Flag> decided) {
        String before = flags.getOrDefault("llm.tier.search", "");
        flags.clear();
        decided.forEach(flag -> flags.put(flag.key(), flag.value()));
        String tier = flags.getOrDefault("llm.tier.search", "");
        if (!tier.equals(before)) {
            tiers.add(tier);
        }
    }

    private static TierFold fold() {
        return new TierFold(
                "acme",
                QualityTiers.load(RULES.resolve("quality-tiers.yaml")),
                Thresholds.load(RULES.resolve("thresholds.yaml")),
                evaluator);
    }
}
