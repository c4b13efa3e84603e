// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.JobSilence;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.Origin;
import io.tocsin.pipeline.expectation.ExpectedJob;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFoldTest {
    private static final Instant START = Bench.START;
    private static final Scope BACKUP = new Scope(ScopeKind.JOB, "default", "backup");

    private final List<JobSilence> seen = new ArrayList<>();
    private final JobFold jobs = fold(List.of());

    private JobFold fold(List<ExpectedJob> expected) {
        FunctionRules rules = new FunctionRules().state("see.job", JobSilence.class, job -> {
            seen.add(job);
            return job.overdueSeconds() > 0;
        });
        Policy policy = new Bench(rules).parts().policy();
        return new JobFold(expected, new Judge(0, rules.evaluator(), policy.thresholds(), entry -> {}));
    }

    private static Heartbeat beat(Instant at, Duration interval) {
        return new Heartbeat(new Origin("b", at, "cron", "default"), Attribution.NONE, "backup", interval);
    }

    private double overdue(Instant at) {
        seen.clear();
        jobs.tick(at);
        return seen.get(seen.size() - 1).overdueSeconds();
    }

    @Test
    void aJobThatIsNoLongerExpectedAndWasNeverHeardIsForgotten() {
        // Given: it is expected, missed and held
        JobFold before = fold(List.of(new ExpectedJob(BACKUP, Duration.ofHours(1))));
        before.tick(START);
        before.tick(START.plusSeconds(3_700));
        assertThat(seen.get(seen.size() - 1).overdueSeconds()).isEqualTo(100);

        // When
        Written.read(Written.bytes(before::write), in -> {
            jobs.read(in);
            return true;
        });

        // Then
        assertThat(overdue(START.plusSeconds(3_701))).isNaN();
        jobs.tick(START.plusSeconds(7_200));
        assertThat(jobs.size()).isZero();
    }

    @Test
    void aJobThatReportsOnceAMonthIsMissedAfterAMonth() {
        // Given
        jobs.beat(beat(START, Duration.ofDays(30)), START);

        // Then
        assertThat(overdue(START.plus(Duration.ofDays(29)))).isNegative();
        assertThat(overdue(START.plus(Duration.ofDays(31)))).isEqualTo(86_400);
        assertThat(overdue(START.plus(Duration.ofDays(38)))).isNaN();
    }

    @Test
    void aPauseOfTheEngineIsNotAddedToABeatThatCameAfterIt() {
        // Given: an hour in which nobody listened, then a beat, then the first tick
        jobs.beat(beat(START, Duration.ofMinutes(5)), START);
        Instant back = START.plus(Duration.ofHours(1));
        jobs.beat(beat(back, Duration.ofMinutes(5)), back);
        jobs.away(3_601_000, back.plusSeconds(1));

        // Then
        assertThat(overdue(back.plusSeconds(302))).isEqualTo(1);
    }
}
