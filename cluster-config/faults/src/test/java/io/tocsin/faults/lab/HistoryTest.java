// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.faults.lab.History.Acted;
import io.tocsin.faults.lab.History.Cut;
import io.tocsin.faults.lab.History.Done;
import io.tocsin.faults.lab.History.Paged;
import io.tocsin.faults.lab.Violation.Kind;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A checker that overlooks something proves nothing: every bad history must be caught. */
class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final History history = new History();

    @BeforeEach
    void good() {
        history.accepted("s1");
        history.accepted("s2");
        history.accepted("s2");
        history.accounted(2);
        history.mustPage("user=u1");
        history.paged(new Paged("user=u1", "key-1"));
        history.paged(new Paged("user=u1", "key-1"));
        history.mustAct("team=t1");
        history.acted(new Acted("run-1", "team=t1", "a", NOON));
        history.acted(new Acted("run-1", "team=t1", "b", NOON));
        history.done(new Done("action-1", "team=t1"));
        history.done(new Done("action-1", "team=t1"));
        history.cut(new Cut("a", NOON.plusSeconds(5), NOON.plusSeconds(50)));
    }

    @Test
    void findsNothingInAGoodHistory() {
        assertThat(history.verdict().violations()).isEmpty();
        assertThat(history.verdict().accepted()).isEqualTo(2);
        assertThat(history.complete()).isTrue();
    }

    @Test
    void anAcceptedSignalWithoutAnOutcomeIsLost() {
        history.accepted("s3");

        violates(Kind.LOST, "1 of 3 accepted signals");
    }

    @Test
    void anOutcomeTooManyIsDouble() {
        history.accounted(3);

        violates(Kind.DOUBLE, "1 more outcomes than the 2 accepted signals");
    }

    @Test
    void anAlertNobodyHeardOfIsLost() {
        history.mustPage("user=u2");

        violates(Kind.LOST, "nobody was paged about user=u2");
        assertThat(history.complete()).isFalse();
    }

    @Test
    void anEffectAtTheTargetUnderASecondKeyIsDouble() {
        history.done(new Done("action-2", "team=t1"));

        violates(Kind.DOUBLE, "2 effects at the target on team=t1: [action-1, action-2]");
    }

    @Test
    void aPageUnderASecondKeyIsDouble() {
        history.paged(new Paged("user=u1", "key-2"));

        violates(Kind.DOUBLE, "2 incidents about user=u1: [key-1, key-2]");
    }

    @Test
    void aPageNobodyAskedForMayComeOnceOnly() {
        history.paged(new Paged("user=u9", "key-8"));
        assertThat(history.verdict().violations()).isEmpty();

        history.paged(new Paged("user=u9", "key-9"));

        violates(Kind.DOUBLE, "2 incidents about user=u9");
    }

    @Test
    void anActionThatWasForgottenIsLost() {
        history.mustAct("team=t2");

        violates(Kind.LOST, "nothing was done for team=t2");
        assertThat(history.complete()).isFalse();
    }

    @Test
    void aRunThatActsAgainIsDouble() {
        history.acted(new Acted("run-1", "team=t1", "b", NOON.plusMillis(1)));

        violates(Kind.DOUBLE, "2 actions on team=t1");
    }

    @Test
    void aRunThatIsToldAgainUnderItsOneClaimIsNot() {
        history.acted(new Acted("run-1", "team=t1", "b", NOON.plusMillis(1)));
        history.claimed("run-1");

        assertThat(history.verdict().violations()).isEmpty();
    }

    @Test
    void twoClaimsOnATargetAreDouble() {
        history.acted(new Acted("run-2", "team=t1", "b", NOON));
        history.claimed("run-1");
        history.claimed("run-2");

        violates(Kind.DOUBLE, "2 actions on team=t1: [run-1, run-2]");
    }

    @Test
    void aSecondRunOnATargetIsDouble() {
        history.acted(new Acted("run-2", "team=t1", "b", NOON));

        violates(Kind.DOUBLE, "2 actions on team=t1");
    }

    @Test
    void aMemberThatActsWhileCutOffIsCaught() {
        history.acted(new Acted("run-3", "team=t3", "a", NOON.plusSeconds(5)));

        violates(Kind.MINORITY, "a acted on team=t3");
    }

    @Test
    void aMemberMayActBeforeItCouldKnowAfterItHealedAndWhileAnotherIsCutOff() {
        history.acted(new Acted("run-3", "team=t3", "a", NOON.plusSeconds(4)));
        history.acted(new Acted("run-4", "team=t4", "a", NOON.plusSeconds(50)));
        history.acted(new Acted("run-5", "team=t5", "b", NOON.plusSeconds(20)));

        assertThat(history.verdict().violations()).isEmpty();
    }

    private void violates(Kind kind, String text) {
        assertThat(history.verdict().violations()).singleElement().satisfies(violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.text()).contains(text);
        });
        assertThat(history.verdict().count(kind)).isEqualTo(1);
    }
}
