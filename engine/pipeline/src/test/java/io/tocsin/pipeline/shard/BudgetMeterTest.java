// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.BudgetUse;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.Budget.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetMeterTest {
    private static final Scope TEAM = new Scope(ScopeKind.TEAM, "default", "search");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final long MIDNIGHT = Instant.parse("2026-11-26T23:00:00Z").getEpochSecond();
    private static final long USD = 1_000_000_000L;

    private final BudgetMeter day = new BudgetMeter(new Budget(TEAM, Period.DAY, 100 * USD, BERLIN));
    private final BudgetMeter month = new BudgetMeter(new Budget(TEAM, Period.MONTH, 900 * USD, BERLIN));

    @Test
    void readsWhatAnEarlierVersionWroteAndTellsIt() {
        // Given: whether it is monthly, the period and its sum, as the first version wrote them
        byte[] written = Written.bytes(out -> {
            out.writeBoolean(false);
            out.writeLong(MIDNIGHT);
            out.writeLong(MIDNIGHT + 86_400);
            out.writeLong(40 * USD);
            out.writeBoolean(true);
            out.writeLong(Long.MIN_VALUE);
            out.writeLong(Long.MIN_VALUE);
            out.writeLong(0);
        });
        // When
        read(written, 2, day, month);
        // Then
        assertThat(use(day).usedRatio()).isEqualTo(0.4);
        assertThat(use(month).usedRatio()).isZero();
        assertThat(told(day)).containsExactly(new Spent(TEAM, Period.DAY, MIDNIGHT, 40 * USD));
        assertThat(told(month)).isEmpty();
    }

    @Test
    void readsWhatItWroteAndTellsItToNobodyAgain() {
        // Given
        day.add(MIDNIGHT - 1, 7 * USD);
        day.add(MIDNIGHT, 50 * USD);
        assertThat(told(day)).hasSize(2);
        byte[] written = Written.bytes(out -> {
            month.write(out);
            day.write(out);
        });
        BudgetMeter restarted = new BudgetMeter(new Budget(TEAM, Period.DAY, 100 * USD, BERLIN));
        // When: the budget of the month is gone
        read(written, 2, restarted);
        // Then
        assertThat(told(restarted)).isEmpty();
        assertThat(use(restarted).usedRatio()).isEqualTo(0.5);
        restarted.add(MIDNIGHT - 60, USD);
        assertThat(told(restarted)).containsExactly(new Spent(TEAM, Period.DAY, MIDNIGHT - 86_400, 8 * USD));
    }

    private static void read(byte[] written, int count, BudgetMeter... meters) {
        Written.read(written, in -> {
            for (int i = 0; i < count; i++) {
                BudgetMeter.read(in, List.of(meters));
            }
            return true;
        });
    }

    private static BudgetUse use(BudgetMeter meter) {
        return meter.fact(TEAM, NOON, name -> Double.NaN, 0, List.of());
    }

    private static List<Spent> told(BudgetMeter meter) {
        List<Spent> told = new ArrayList<>();
        meter.report(told::add);
        return told;
    }
}
