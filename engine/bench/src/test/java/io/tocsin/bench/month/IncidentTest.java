// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.report.Environment;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private static final Instant AT = MonthRun.START.plus(Duration.ofDays(8));
    private static final Incident LOOP =
            new Incident(Kind.RUNAWAY_LOOP, AT, AT.plus(Duration.ofHours(6)), Company.CODE, "code-assistant-0a1b2c3d");

    @Test
    void isFoundByAnAlertOnItsOwnSessionOnly() {
        // Given
        Said own = said("cost.runaway-loop", ScopeKind.SESSION, LOOP.session());
        Said neighbour = said("cost.runaway-loop", ScopeKind.SESSION, "code-assistant-ffffffff");

        // Then
        assertThat(LOOP.foundBy(own, AT)).isTrue();
        assertThat(LOOP.foundBy(neighbour, AT)).isFalse();
        assertThat(LOOP.causes(neighbour, AT)).as("they share a feature").isTrue();
    }

    @Test
    void whatItCostsTheCompanyExcusesPagesAboutCostAlone() {
        assertThat(LOOP.causes(said("cost.hourly-spend-spike", ScopeKind.TENANT, "default"), AT))
                .isTrue();
        assertThat(LOOP.causes(said("quality.quality-drop", ScopeKind.TENANT, "default"), AT))
                .isFalse();
    }

    @Test
    void aKindWithoutARuleIsNotFoundAndAMonthWithoutTroublesShowsNothing() {
        // Given
        MonthReport missed = report(new Score(List.of(LOOP)));
        MonthReport empty = report(new Score(List.of()));

        // Then
        assertThat(missed.recall()).isZero();
        assertThat(missed.holds()).isFalse();
        assertThat(empty.recall()).isNaN();
        assertThat(empty.holds()).isFalse();
        assertThat(empty.text()).contains("recall - (at least");
        assertThat(empty.json()).doesNotContain("NaN");
    }

    private static MonthReport report(Score score) {
        return new MonthReport(Environment.now(AT), 1, 14, "nowhere", 0, 0, Set.of(), score);
    }

    private static Said said(String rule, ScopeKind kind, String id) {
        Map<String, String> labels = kind == ScopeKind.TENANT ? Map.of() : Map.of("feature", Company.CODE.name());
        return new Said(rule, new Scope(kind, "default", id), labels);
    }
}
