// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.report.Environment;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three days of the company with one trouble of each kind, through the shipped rules: so that a change of a rule, a threshold
 * or a baseline that makes them worse does not go unseen. The whole month is run by hand; see docs/labelled-month.md.
 */
class MonthIT {
    private static final long SEED = 11;
    private static final int DAYS = 3;

    /** Most are contexts that are not known to be usual yet: 52 when this was written. */
    private static final int MOST_POSTS = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path work;

    @Test
    void theShippedRulesFindEveryTroubleAndWakeNobodyOverNothing() throws Exception {
        // Given
        RulesOnTrial trial = RulesOnTrial.load(Optional.empty(), work);
        MonthRun run = new MonthRun(trial, Trace.of(Optional.empty()), SEED, DAYS, 1);

        // When
        Score score = run.run(day -> {});

        // Then
        MonthReport report = new MonthReport(
                Environment.now(MonthRun.START),
                SEED,
                DAYS,
                "a built-in sample",
                run.calls(),
                0,
                trial.rulebase().rules().keySet(),
                score);
        assertThat(score.all()).as("one of each").hasSize(Kind.values().length);
        assertThat(report.recall()).as(report.text()).isEqualTo(1);
        assertThat(score.falsePages()).as(report.text()).isEmpty();
        assertThat(score.falsePosts()).as(report.text()).hasSizeLessThanOrEqualTo(MOST_POSTS);
        assertThat(report.loopUsd()).as(report.text()).isLessThan(MonthReport.MOST_LOOP_USD);
    }
}
