// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.Budget.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody reserves and never settles, far more often than is remembered of them. */
class ExpiryStormTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final int STORM = 30_000;
    private static final Scope TENANT = Scope.tenant("acme");

    private AdmissionFold fold = fold();

    @BeforeEach
    void storm() {
        reserve("paid", NOON);
        settle("paid", NOON);
        reserve("given-back", NOON);
        release("given-back");
        for (int number = 0; number < STORM; number++) {
            reserve("storm-" + number, NOON.plusMillis(number));
        }
        fold.tick(NOON.plusSeconds(90));
    }

    @Test
    void whatWasSettledOrReleasedBeforeIsKnown() {
        assertThat(settle("paid", NOON.plusSeconds(91))).isEqualTo(Outcome.SETTLED);
        assertThat(reserve("paid", NOON.plusSeconds(91)).outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(release("given-back")).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void whatTheFirstOfThemCostIsBookedForAnHour() {
        assertThat(settle("storm-0", NOON.plusSeconds(3_600))).isEqualTo(Outcome.SETTLED_LATE);
        assertThat(reserve("next", NOON.plusSeconds(3_600)).standings())
                .singleElement()
                .satisfies(month -> assertThat(month.spentNano()).isEqualTo(2));
    }

    @Test
    void afterAnHourOnlyTheLastOfThemAreRemembered() {
        Instant later = NOON.plus(Duration.ofHours(3));
        reserve("next", later);
        fold.tick(later.plusSeconds(60));

        assertThat(settle("storm-0", later)).isEqualTo(Outcome.UNKNOWN);
        assertThat(settle("storm-25000", later)).isEqualTo(Outcome.CONFLICT);
        assertThat(reserve("storm-25000", later).text()).isEqualTo("the reservation has expired already");
        assertThat(settle("storm-29999", later)).isEqualTo(Outcome.SETTLED_LATE);
        assertThat(settle("paid", later)).isEqualTo(Outcome.SETTLED);
    }

    @Test
    void manyThatAreOpenLeaveRoomForTheLastOfThemOnly() {
        for (int number = 0; number < AdmissionFold.MAX_OPEN; number++) {
            reserve("open-" + number, NOON.plusSeconds(91));
        }

        assertThat(settle("storm-25000", NOON.plusSeconds(92))).isEqualTo(Outcome.CONFLICT);
        assertThat(settle("storm-29999", NOON.plusSeconds(92))).isEqualTo(Outcome.SETTLED_LATE);
        assertThat(fold.open()).isEqualTo(AdmissionFold.MAX_OPEN);
    }

    @Test
    void aRestartRemembersTheSame() {
        byte[] written = fold.changed().orElseThrow();

        fold = fold();
        fold.restore(written);

        whatWasSettledOrReleasedBeforeIsKnown();
        afterAnHourOnlyTheLastOfThemAreRemembered();
    }

    private Verdict reserve(String id, Instant at) {
        return fold.ask(new Ask.Reserve("acme", id, new Ask.Payer(null, null, null), 1, 60), at);
    }

    private Outcome settle(String id, Instant at) {
        return fold.ask(new Ask.Settle("acme", id, 1, true), at).outcome();
    }

    private Outcome release(String id) {
        return fold.ask(new Ask.Release("acme", id), NOON.plusSeconds(91)).outcome();
    }

    private static AdmissionFold fold() {
        Budget budget = new Budget(TENANT, Period.MONTH, 1_000_000, ZoneOffset.UTC);
        return new AdmissionFold("acme", scope -> scope.equals(TENANT) ? List.of(budget) : List.of());
    }
}
