// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroublesTest {
    private static final Instant START = MonthRun.START;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 99})
    void everyKindIsThereAsOftenAsAskedAndNoneBeforeTheFirstWeekIsOver(long seed) {
        // Given
        List<Incident> all = new Troubles(START, 28, 2, new Sessions(), new Dice(seed)).all();
        // Then
        for (Kind kind : Kind.values()) {
            assertThat(all)
                    .filteredOn(incident -> incident.kind() == kind)
                    .as(kind.words())
                    .hasSize(6);
        }
        assertThat(all).allSatisfy(incident -> assertThat(incident.start()).isAfter(START.plus(Duration.ofDays(7))));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoTroublesOfOneFeatureDoNotOverlap(Kind kind) {
        // Given
        List<Incident> all = new Troubles(START, 28, 2, new Sessions(), new Dice(5)).all();
        // Then
        for (Incident one : all) {
            if (one.kind() == kind) {
                assertThat(all)
                        .noneMatch(
                                other -> other != one && other.feature() == one.feature() && one.runs(other.start()));
            }
        }
    }

    @Test
    void aLoopBurnsAboutEightThousandDollarsInSixHours() throws Exception {
        // Given
        Sessions sessions = new Sessions();
        Troubles troubles = new Troubles(START, 28, 2, sessions, new Dice(1));
        Incident loop = troubles.all().stream()
                .filter(incident -> incident.kind() == Kind.RUNAWAY_LOOP)
                .findFirst()
                .orElseThrow();
        Traffic traffic = traffic(sessions);
        // When
        double usd = 0;
        for (long minute = 0; minute < 6 * 60; minute++) {
            for (Call call : troubles.calls(loop.start().plusSeconds(minute * 60), traffic)) {
                if (call.incident == loop && call.status == 200) {
                    usd += call.context * 5e-6 + call.output * 25e-6;
                }
            }
        }
        // Then
        assertThat(usd).isBetween(7_500.0, 8_500.0);
    }

    @Test
    void theSameSeedMakesTheSameTrafficAndAnotherSeedOther() throws Exception {
        assertThat(hour(7)).isEqualTo(hour(7)).isNotEqualTo(hour(8));
    }

    private static List<String> hour(long seed) throws Exception {
        Dice dice = new Dice(seed);
        Traffic traffic = new Traffic(
                new Calendar(START, 28, dice.split()), Trace.of(Optional.empty()), new Sessions(), dice.split());
        List<String> calls = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            Instant at = START.plus(Duration.ofHours(10)).plusSeconds(minute * 60L);
            traffic.minute(at);
            traffic.until(at.plusSeconds(60))
                    .forEach(call -> calls.add(call.signal("x") + " " + call.user + call.session));
        }
        return calls;
    }

    @Test
    void nothingThatIsSentSaysWhatIsATrouble() throws Exception {
        // Given
        Sessions sessions = new Sessions();
        Troubles troubles = new Troubles(START, 28, 2, sessions, new Dice(1));
        Traffic traffic = traffic(sessions);
        traffic.minute(START.plus(Duration.ofHours(10)));
        List<Call> ordinary = traffic.until(START.plus(Duration.ofHours(12)));
        Set<Kind> sent = EnumSet.noneOf(Kind.class);

        for (Incident incident : troubles.all()) {
            // When
            for (Call call : troubles.calls(incident.start().plusSeconds(60), traffic)) {
                sent.add(Objects.requireNonNull(call.incident).kind());

                // Then
                assertThat(call.signal("x").toString().toLowerCase(Locale.ROOT))
                        .doesNotContain("bloat", "loop", "incident", "trouble", "abroad");
                assertThat(call.session).matches(Pattern.quote(call.feature.name()) + "-[0-9a-f]{8}");
            }
        }
        assertThat(sent).containsExactly(Kind.CONTEXT_BLOAT, Kind.RUNAWAY_LOOP, Kind.RESIDENCY, Kind.OFF_HOURS);
        assertThat(ordinary)
                .isNotEmpty()
                .allSatisfy(
                        call -> assertThat(call.session).matches(Pattern.quote(call.feature.name()) + "-[0-9a-f]{8}"));
    }

    @Test
    void noTwoSessionsHaveOneName() {
        Sessions sessions = new Sessions();
        assertThat(Stream.generate(() -> sessions.next(Company.CODE)).limit(100_000))
                .doesNotHaveDuplicates();
    }

    @Test
    void ofFewDaysThereIsOneOfEachOrNone() {
        for (int days = 3; days < 14; days++) {
            assertThat(new Troubles(START, days, 2, new Sessions(), new Dice(days)).all())
                    .hasSize(Kind.values().length);
            assertThat(new Troubles(START, days, 0, new Sessions(), new Dice(days)).all())
                    .isEmpty();
        }
    }

    @Test
    void saysSoWhenThereIsNoRoom() {
        assertThatThrownBy(() -> new Troubles(START, 14, 200, new Sessions(), new Dice(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no room");
    }

    private static Traffic traffic(Sessions sessions) throws IOException {
        return new Traffic(new Calendar(START, 28, new Dice(2)), Trace.of(Optional.empty()), sessions, new Dice(3));
    }
}
