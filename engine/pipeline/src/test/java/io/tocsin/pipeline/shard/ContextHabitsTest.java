// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.testing.Bench;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContextHabitsTest {
    private static final Scope CODE = new Scope(ScopeKind.FEATURE, "default", "code");

    private final ContextHabits habits = new ContextHabits();

    private static Instant day(int day) {
        return Bench.START.plus(Duration.ofDays(day));
    }

    /** A day of calls that grow up to a size. */
    private void conversation(int day, long upTo, int calls) {
        for (int i = 1; i <= calls; i++) {
            habits.timesUsual(CODE, upTo * i / calls, day(day));
        }
    }

    @Test
    void nothingIsUsualUntilThreeDaysAreOver() {
        conversation(0, 60_000, 50);
        conversation(1, 60_000, 50);
        conversation(2, 60_000, 50);

        assertThat(habits.timesUsual(CODE, 60_000, day(2))).isNaN();
        assertThat(habits.timesUsual(CODE, 60_000, day(3))).isEqualTo(1, offset(0.06));
        assertThat(habits.timesUsual(CODE, 120_000, day(3))).isEqualTo(2, offset(0.12));
    }

    @Test
    void neitherTodayNorOneWildDayBecomesNormal() {
        for (int day = 0; day < 6; day++) {
            conversation(day, day == 2 ? 900_000 : 60_000, 50);
        }
        conversation(6, 900_000, 50);

        assertThat(habits.timesUsual(CODE, 120_000, day(6))).isEqualTo(2, offset(0.12));
    }

    @Test
    void aDayWithFewCallsSaysNothing() {
        for (int day = 0; day < 6; day++) {
            conversation(day, 60_000, 9);
        }

        assertThat(habits.timesUsual(CODE, 60_000, day(6))).isNaN();
    }

    @Test
    void whatAFeatureDidTwoWeeksAgoIsForgotten() {
        for (int day = 0; day < 4; day++) {
            conversation(day, 60_000, 50);
        }

        assertThat(habits.timesUsual(CODE, 60_000, day(14))).isPositive();
        assertThat(habits.timesUsual(CODE, 60_000, day(30))).isNaN();
    }

    @Test
    void aSenderThatMakesUpFeaturesDoesNotFillTheMemory() {
        for (int i = 0; i < 2_000; i++) {
            habits.timesUsual(new Scope(ScopeKind.FEATURE, "default", "made-up-" + i), 1_000, day(0));
        }

        assertThat(Written.bytes(habits::write).length).isLessThan(60_000);
    }

    @Test
    void comesBackAsItWas() {
        for (int day = 0; day < 4; day++) {
            conversation(day, 60_000, 50);
        }
        ContextHabits copy = new ContextHabits();

        Written.read(Written.bytes(habits::write), in -> {
            copy.read(in);
            return true;
        });

        assertThat(Written.bytes(copy::write)).isEqualTo(Written.bytes(habits::write));
        assertThat(copy.timesUsual(CODE, 90_000, day(4))).isEqualTo(habits.timesUsual(CODE, 90_000, day(4)));
    }
}
