// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.SourceSilence;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.log.Written;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A source that reports every minute from 8 to 18 o'clock on working days, and what its silence is worth. */
class SourcePausesTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final double MINUTE = 60;
    private static final double NIGHT = Duration.ofHours(14).toSeconds();

    private final SourceState source = new SourceState(new Scope(ScopeKind.SOURCE, "default", "office"));

    private static Instant at(int day, int hour, int minute) {
        return MONDAY.plusDays(day).atTime(hour, minute).toInstant(ZoneOffset.UTC);
    }

    private void works(int fromDay, int days) {
        for (int day = fromDay; day < fromDay + days; day++) {
            DayOfWeek name = MONDAY.plusDays(day).getDayOfWeek();
            for (int minute = 0; name.getValue() <= 5 && minute <= 10 * 60; minute++) {
                source.heard(at(day, 8, 0).plusSeconds(minute * 60L));
            }
        }
    }

    private SourceSilence silence(Instant at) {
        return (SourceSilence) source.fact(at, name -> Double.NaN);
    }

    @Test
    void itsNightsAndWeekendsAreUsualAndASilentMorningIsNot() {
        // Given
        works(0, 14);

        // Then: Monday of the third week, nothing since Friday evening
        assertThat(silence(at(14, 3, 0)).intervalSeconds())
                .isGreaterThan(Duration.ofHours(8).toSeconds());
        assertThat(silence(at(14, 7, 59)).timesInterval()).isLessThan(3);
        assertThat(silence(at(15, 7, 59)).timesInterval())
                .as("a whole day missed")
                .isGreaterThan(3);

        // When: it works until ten
        source.heard(at(14, 8, 0));
        for (int minute = 1; minute <= 120; minute++) {
            source.heard(at(14, 8, minute % 60).plus(Duration.ofHours(minute / 60)));
        }

        // Then
        assertThat(silence(at(14, 10, 4)).intervalSeconds()).isEqualTo(MINUTE);
        assertThat(silence(at(14, 10, 4)).timesInterval()).isEqualTo(4);
    }

    @Test
    void aHolidayAndAnOutageDoNotMakeItDeaf() {
        // Given: Wednesday of the first week was a holiday, Thursday of the second an outage from 9 to 13
        works(0, 2);
        works(3, 7);
        for (int minute = 0; minute <= 60; minute++) {
            source.heard(at(10, 8, 0).plusSeconds(minute * 60L));
        }
        for (int minute = 0; minute <= 300; minute++) {
            source.heard(at(10, 13, 0).plusSeconds(minute * 60L));
        }
        works(11, 3);

        // When
        for (int minute = 0; minute <= 120; minute++) {
            source.heard(at(14, 8, 0).plusSeconds(minute * 60L));
        }

        // Then
        assertThat(silence(at(14, 10, 10)).intervalSeconds()).isEqualTo(MINUTE);
    }

    @Test
    void aFirstWeekendIsNotHeldAgainstAFirstWeek() {
        works(0, 5);

        assertThat(silence(at(5, 12, 0)).intervalSeconds()).isEqualTo(NIGHT);
        assertThat(silence(at(5, 12, 0)).timesInterval()).isLessThan(3);
    }

    @Test
    void onItsFirstDayItsPausesAtAnyTimeCount() {
        works(0, 1);

        assertThat(silence(at(0, 18, 10)).intervalSeconds()).isEqualTo(MINUTE);
    }

    @Test
    void onItsSecondDayItsNightIsAsTheFirst() {
        works(0, 2);

        assertThat(silence(at(2, 5, 0)).timesInterval()).isLessThan(3);
    }

    @Test
    void whatASourceSaysOfItselfIsBelieved() {
        works(0, 14);

        source.reportsEvery(600, at(14, 8, 0));

        assertThat(silence(at(14, 8, 30)).intervalSeconds()).isEqualTo(600);
    }

    @Test
    void comesBackAsItWas() {
        // Given: what is usual at eight was looked up, and a pause of more than a day changes the hour it was learnt
        // from
        works(0, 7);
        double before = silence(at(8, 8, 30)).intervalSeconds();
        source.heard(at(8, 8, 40));
        SourcePauses copy = new SourcePauses();

        // When
        Written.read(Written.bytes(source.pauses::write), in -> {
            copy.read(in);
            return true;
        });

        // Then
        assertThat(copy.usualSeconds(at(8, 8, 50).toEpochMilli(), MINUTE)).isEqualTo(before);
        assertThat(Written.bytes(copy::write)).isEqualTo(Written.bytes(source.pauses::write));
    }
}
