// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.Budget.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodSumsTest {
    /** Zones with and without summer time, half hours, and one that left out a whole day. */
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia",
            "America/Sao_Paulo");

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,2026-03-28T23:00:00Z,23",
        "Europe/Berlin,2026-10-24T22:00:00Z,25",
        "America/New_York,2026-03-08T05:00:00Z,23",
        "Australia/Lord_Howe,2026-04-04T13:00:00Z,24.5",
        "UTC,2026-03-29T00:00:00Z,24"
    })
    void aDayOnWhichClocksChangeIsShorterOrLonger(String zone, Instant midnight, double hours) {
        // When
        Budget.Span span = budget(Period.DAY, zone).spanAt(midnight.getEpochSecond());
        // Then
        assertThat(span.start()).isEqualTo(midnight.getEpochSecond());
        assertThat((span.end() - span.start()) / 3600.0).isEqualTo(hours);
        assertThat(span.has(span.end() - 1)).isTrue();
        assertThat(span.has(span.end())).isFalse();
        assertThat(budget(Period.DAY, zone).spanAt(span.end() - 1)).isEqualTo(span);
    }

    @Test
    void aClockThatRunsAheadDoesNotCloseTheDay() {
        // Given
        PeriodSums sums = new PeriodSums(budget(Period.DAY, "UTC"));
        long evening = Instant.parse("2026-11-27T23:57:00Z").getEpochSecond();
        sums.add(evening, 100);
        // When
        sums.add(evening + 240, 1);
        sums.add(evening + 60, 50);
        // Then
        assertThat(sums.nano(sums.span(evening).start())).isEqualTo(150);
        assertThat(sums.nano(sums.span(evening + 240).start())).isEqualTo(1);
    }

    @Test
    void whatComesLateLandsInTheDayItBelongsTo() {
        // Given
        PeriodSums sums = new PeriodSums(budget(Period.DAY, "Europe/Berlin"));
        long midnight = Instant.parse("2026-11-27T23:00:00Z").getEpochSecond();
        sums.add(midnight - 10, 7);
        sums.add(midnight, 1);
        // When
        sums.add(midnight - 1, 5);
        // Then
        assertThat(sums.nano(sums.span(midnight - 1).start())).isEqualTo(12);
        assertThat(sums.nano(sums.span(midnight).start())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void agreesToTheNanoDollarWithPlainArithmeticOverAYear(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String zone = ZONES.get((int) (seed % ZONES.size()));
        for (Period period : Period.values()) {
            agrees(random, period, zone);
        }
    }

    private static void agrees(SplittableRandom random, Period period, String zone) {
        PeriodSums sums = new PeriodSums(budget(period, zone));
        Map<LocalDate, BigDecimal> plain = new TreeMap<>();
        long now = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() + random.nextInt(86_400);
        for (int i = 0; i < 4_000; i++) {
            now += random.nextInt(4 * 3600);
            long at = now + random.nextInt(-3600, 300);
            long nano = random.nextLong(60_000_000_000L);
            sums.add(at, nano);
            ZonedDateTime local = Instant.ofEpochSecond(at).atZone(ZoneId.of(zone));
            plain.merge(key(period, local.toLocalDate()), BigDecimal.valueOf(nano, 9), BigDecimal::add);
            if (random.nextInt(200) == 0) {
                sums = writtenAndRead(sums, period, zone);
            }
            Budget.Span span = sums.span(at);
            assertThat(BigDecimal.valueOf(sums.nano(span.start()), 9))
                    .as("%s in %s at %s", period, zone, local)
                    .isEqualByComparingTo(plain.get(key(period, local.toLocalDate())));
        }
    }

    private static LocalDate key(Period period, LocalDate day) {
        return period == Period.MONTH ? YearMonth.from(day).atDay(1) : day;
    }

    private static PeriodSums writtenAndRead(PeriodSums sums, Period period, String zone) {
        PeriodSums read = new PeriodSums(budget(period, zone));
        return Written.read(Written.bytes(sums::write), in -> {
            read.read(in);
            return read;
        });
    }

    private static Budget budget(Period period, String zone) {
        return new Budget(Scope.tenant("default"), period, 1, ZoneId.of(zone));
    }
}
