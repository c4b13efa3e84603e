// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Ask.Payer;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.admission.Verdict.Standing;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.Budget.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdmissionFoldTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final long USD = 1_000_000_000L;
    private static final Scope TEAM = new Scope(ScopeKind.TEAM, "acme", "search");
    private static final Scope ANNA = new Scope(ScopeKind.USER, "acme", "anna");
    private static final Payer PAYER = new Payer("search", "anna", null);
    private static final List<Budget> BUDGETS = List.of(
            new Budget(TEAM, Period.DAY, 10 * USD, ZoneId.of("Europe/Berlin")),
            new Budget(TEAM, Period.MONTH, 100 * USD, ZoneId.of("Europe/Berlin")),
            new Budget(ANNA, Period.DAY, 4 * USD, ZoneId.of("UTC")));

    private AdmissionFold fold = fold();

    @Test
    void holdsTheEstimateInEveryBudgetAndBooksTheActualCost() {
        // When
        Verdict granted = reserve("r1", 3 * USD, NOON);
        Verdict settled = fold.ask(new Ask.Settle("acme", "r1", USD, true), NOON.plusSeconds(5));
        // Then
        assertThat(granted.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(granted.expiresAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(granted.standings()).extracting(Standing::reservedNano).containsOnly(3 * USD);
        assertThat(granted.remainingNano()).contains(USD);
        assertThat(settled.outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(settled.standings()).extracting(Standing::reservedNano).containsOnly(0L);
        assertThat(settled.standings()).extracting(Standing::spentNano).containsOnly(USD);
        assertThat(settled.standings().get(0).resetsAt()).isEqualTo(Instant.parse("2026-11-28T00:00:00Z"));
    }

    @Test
    void refusesWhatDoesNotFitAndHoldsNothingOfIt() {
        // Given
        reserve("r1", 3 * USD, NOON);
        // When
        Verdict refused = reserve("r2", 2 * USD, NOON);
        // Then
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.text()).isEqualTo("the budget of user=anna for the day has 1 USD left of 4, asked for 2");
        assertThat(refused.standings()).extracting(Standing::reservedNano).containsOnly(3 * USD);
        assertThat(reserve("r3", USD, NOON).outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(reserve("r2", 1, NOON).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void theSameReservationAgainIsTheSameReservation() {
        // When
        reserve("r1", 3 * USD, NOON);
        Verdict again = reserve("r1", 3 * USD, NOON.plusSeconds(1));
        // Then
        assertThat(again.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(again.standings()).extracting(Standing::reservedNano).containsOnly(3 * USD);
        assertThat(again.expiresAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(reserve("r1", 2 * USD, NOON).outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(settle("r1", USD, NOON)).isEqualTo(Outcome.SETTLED);
        assertThat(settle("r1", USD, NOON)).isEqualTo(Outcome.SETTLED);
        assertThat(settle("r1", 2 * USD, NOON)).isEqualTo(Outcome.CONFLICT);
        assertThat(reserve("r1", 3 * USD, NOON).outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(reserve("r9", USD, NOON).standings())
                .extracting(Standing::spentNano)
                .containsOnly(USD);
    }

    @Test
    void releasesAndKnowsNothingOfWhatNeverWas() {
        // When
        reserve("r1", 3 * USD, NOON);
        Verdict released = fold.ask(new Ask.Release("acme", "r1"), NOON);
        // Then
        assertThat(released.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(released.remainingNano()).contains(4 * USD);
        assertThat(fold.ask(new Ask.Release("acme", "r1"), NOON).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(settle("r1", USD, NOON)).isEqualTo(Outcome.CONFLICT);
        assertThat(settle("never", USD, NOON)).isEqualTo(Outcome.UNKNOWN);
        assertThat(fold.ask(new Ask.Release("acme", "never"), NOON).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whatIsNeverSettledIsFreeAgainAndALateCostIsBookedAllTheSame() {
        // Given
        reserve("r1", 3 * USD, NOON);
        // When
        fold.tick(NOON.plusSeconds(59));
        Verdict before = reserve("r2", 2 * USD, NOON.plusSeconds(59));
        fold.tick(NOON.plusSeconds(60));
        Verdict after = reserve("r3", 2 * USD, NOON.plusSeconds(60));
        // Then
        assertThat(before.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(after.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(reserve("r1", 3 * USD, NOON).text()).isEqualTo("the reservation has expired already");
        assertThat(settle("r1", 3 * USD, NOON.plusSeconds(70))).isEqualTo(Outcome.SETTLED_LATE);
        assertThat(reserve("r4", 1, NOON.plusSeconds(71)).remainingNano()).contains(-USD);
    }

    @Test
    void moneyBelongsToThePeriodInWhichItWasReserved() {
        // Given
        Instant beforeMidnight = Instant.parse("2026-11-27T22:59:50Z");
        reserve("r1", 4 * USD, beforeMidnight);
        // When
        Verdict nextDay = reserve("r2", 1, beforeMidnight.plusSeconds(20));
        fold.ask(new Ask.Settle("acme", "r1", 4 * USD, true), beforeMidnight.plusSeconds(30));
        // Then
        assertThat(nextDay.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(standing(reserve("r3", 1, beforeMidnight.plusSeconds(40)), TEAM, Period.DAY))
                .satisfies(
                        day -> assertThat(day.spentNano() + day.reservedNano()).isZero());
        assertThat(standing(reserve("r3", 1, beforeMidnight.plusSeconds(40)), TEAM, Period.MONTH)
                        .spentNano())
                .isEqualTo(4 * USD);
    }

    @Test
    void moneyThatIsBothReportedAndSettledCountsOnce() {
        // Given
        reserve("r1", 3 * USD, NOON);
        // When
        fold.spent(
                new Spent(
                        ANNA, Period.DAY, Instant.parse("2026-11-27T00:00:00Z").getEpochSecond(), 2 * USD),
                NOON);
        Verdict settled = fold.ask(new Ask.Settle("acme", "r1", USD, true), NOON);
        reserve("r2", USD, NOON);
        Verdict unreported = fold.ask(new Ask.Settle("acme", "r2", USD, false), NOON);
        // Then
        assertThat(standing(settled, ANNA, Period.DAY).spentNano()).isEqualTo(2 * USD);
        assertThat(standing(unreported, ANNA, Period.DAY).spentNano()).isEqualTo(3 * USD);
        assertThat(standing(unreported, TEAM, Period.DAY).spentNano()).isEqualTo(2 * USD);
    }

    @Test
    void aRestartKnowsWhatIsHeldWhatHasExpiredAndWhatHasEnded() {
        // Given
        reserve("held", USD, NOON);
        reserve("expired", USD, NOON.minusSeconds(50));
        reserve("settled", USD, NOON);
        settle("settled", USD, NOON);
        fold.tick(NOON.plusSeconds(15));
        byte[] written = fold.changed().orElseThrow();
        assertThat(fold.changed()).isEmpty();
        // When
        AdmissionFold restarted = fold();
        restarted.restore(written);
        Verdict next = restarted.ask(new Ask.Reserve("acme", "next", PAYER, USD, 60), NOON.plusSeconds(16));
        // Then
        assertThat(next).isEqualTo(reserve("next", USD, NOON.plusSeconds(16)));
        assertThat(standing(next, ANNA, Period.DAY))
                .satisfies(anna -> assertThat(anna.reservedNano()).isEqualTo(2 * USD))
                .satisfies(anna -> assertThat(anna.spentNano()).isEqualTo(USD));
        fold = restarted;
        assertThat(settle("settled", USD, NOON)).isEqualTo(Outcome.SETTLED);
        assertThat(settle("expired", USD, NOON.plusSeconds(20))).isEqualTo(Outcome.SETTLED_LATE);
        fold.tick(NOON.plusSeconds(60));
        assertThat(standing(reserve("last", 1, NOON.plusSeconds(61)), ANNA, Period.DAY)
                        .reservedNano())
                .isEqualTo(USD + 1);
    }

    @Test
    void withoutABudgetEverythingIsGrantedAndNothingIsLeftToTell() {
        // When
        Verdict granted = fold.ask(new Ask.Reserve("acme", "r1", new Payer("other", null, null), USD, 60), NOON);
        // Then
        assertThat(granted.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(granted.standings()).isEmpty();
        assertThat(granted.remainingNano()).isEmpty();
        assertThat(settle("r1", USD, NOON)).isEqualTo(Outcome.SETTLED);
    }

    private Verdict reserve(String id, long nano, Instant at) {
        return fold.ask(new Ask.Reserve("acme", id, PAYER, nano, 60), at);
    }

    private Outcome settle(String id, long nano, Instant at) {
        return fold.ask(new Ask.Settle("acme", id, nano, true), at).outcome();
    }

    private static Standing standing(Verdict verdict, Scope scope, Period period) {
        return Stream.of(verdict)
                .flatMap(one -> one.standings().stream())
                .filter(one -> one.scope().equals(scope) && one.period() == period)
                .findFirst()
                .orElseThrow();
    }

    private static AdmissionFold fold() {
        return new AdmissionFold(
                "acme",
                scope -> BUDGETS.stream()
                        .filter(budget -> budget.scope().equals(scope))
                        .toList());
    }
}
