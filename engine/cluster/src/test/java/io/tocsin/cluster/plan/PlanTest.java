// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.cell.CellReport.Role;
import io.tocsin.cluster.cell.Lineage;
import io.tocsin.cluster.cell.Term;
import io.tocsin.pipeline.ledger.LedgerReach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Term A1 = new Term(1, 0, "a");
    private static final Term B2 = new Term(2, 0, "b");
    private static final Lineage OF_A = lineage(A1);
    private static final Lineage OF_B = lineage(A1, B2);
    private static final List<String> ALL = List.of("a", "b", "c");

    private List<String> members = ALL;
    private String home = "a";
    private Set<String> unfit = Set.of();
    private Duration ownerless = Duration.ZERO;
    private Duration missingAfter = Duration.ofSeconds(5);

    @Test
    void aNewClusterThatIsWholeOpensEmptyCellsAtHome() {
        assertThat(plan(none("a"), none("b"), none("c")))
                .containsExactly(new Step.Open("a", 0, new Term(1, 0, "a"), "b", ALL));
    }

    @Test
    void aNewClusterWaitsForWhoeverIsMissing() {
        members = List.of("a", "b");

        assertThat(plan(none("a"), none("b"))).isEmpty();

        ownerless = missingAfter;
        assertThat(plan(none("a"), none("b"))).hasSize(1);
    }

    @Test
    void waitsNoShorterThanACutTakesToBeNoticed() {
        missingAfter = Duration.ofSeconds(60);
        members = List.of("a", "b");
        ownerless = Duration.ofSeconds(59);

        assertThat(plan(copy("a", OF_A, 9, false), none("b"))).isEmpty();

        ownerless = Duration.ofSeconds(60);
        assertThat(plan(copy("a", OF_A, 9, false), none("b"))).hasSize(1);
        members = List.of("a");
        ownerless = Duration.ofSeconds(119);
        assertThat(plan(copy("a", OF_A, 9, false))).isEmpty();
        ownerless = Duration.ofSeconds(120);
        assertThat(plan(copy("a", OF_A, 9, false))).hasSize(1);
    }

    @Test
    void oneOfThreeWaitsLongAndOpensWithoutAMajority() {
        members = List.of("a");
        ownerless = Plan.PATIENCE.minusMillis(1);

        assertThat(plan(copy("a", OF_A, 9, false))).isEmpty();

        ownerless = Plan.PATIENCE;
        assertThat(plan(copy("a", OF_A, 9, false)))
                .containsExactly(new Step.Open("a", 0, new Term(1, 1, "a"), "", List.of("a")));
    }

    @Test
    void theCopyOpensAtOnceWhenItsOwnerIsGone() {
        members = List.of("b", "c");

        assertThat(plan(copy("b", OF_A, 9, true), none("c")))
                .containsExactly(new Step.Open("b", 0, B2, "c", List.of("b", "c")));
    }

    @Test
    void theCopyWaitsWhileItsOwnerIsThereAndSilent() {
        assertThat(plan(copy("b", OF_A, 9, true), none("c"))).isEmpty();
    }

    @Test
    void afterAFullRestartTheLongestLogOfTheNewestTermOpens() {
        assertThat(plan(copy("a", OF_A, 99, false), copy("b", OF_B, 50, false), copy("c", OF_B, 48, false)))
                .first()
                .isEqualTo(new Step.Open("b", 0, new Term(3, 0, "b"), "a", ALL));
    }

    @Test
    void aLogThatWasNeverFilledDoesNotOpenBeforeAWholeOne() {
        Report half = report("b", CellReport.copy(0, OF_B, 99, false, false));

        assertThat(plan(copy("a", OF_A, 9, false), half, none("c")))
                .first()
                .isInstanceOfSatisfying(
                        Step.Open.class, open -> assertThat(open.member()).isEqualTo("a"));
    }

    @Test
    void ofTwoOwnersTheLesserTermCloses() {
        assertThat(plan(owner("a", OF_A, "c", true, ALL), owner("b", OF_B, "c", true, ALL), none("c")))
                .containsExactly(new Step.Close("a", 0, "member b has a greater term"));
    }

    @Test
    void anOwnerClosesWhenSomebodyHoldsAGreaterTerm() {
        assertThat(plan(owner("a", OF_A, "b", false, ALL), copy("b", OF_B, 9, false), none("c")))
                .containsExactly(new Step.Close("a", 0, "the term 2.0@b is known, which is greater"));
    }

    @Test
    void anOwnerWithoutACopyGetsOne() {
        assertThat(plan(owner("a", OF_A, "", false, ALL), none("b"), none("c")))
                .containsExactly(new Step.Copy("a", 0, "b"));
    }

    @Test
    void aCopyThatIsGoneIsReplaced() {
        members = List.of("a", "c");

        assertThat(plan(owner("a", OF_A, "b", false, members), none("c"))).containsExactly(new Step.Copy("a", 0, "c"));
    }

    @Test
    void anOwnerAloneCommitsAlone() {
        members = List.of("a");

        assertThat(plan(owner("a", OF_A, "b", false, ALL))).containsExactly(new Step.Copy("a", 0, ""));
    }

    @Test
    void aCellMovesHomeThroughACopyThere() {
        home = "c";
        assertThat(plan(owner("a", OF_A, "b", true, ALL), copy("b", OF_A, 9, true), none("c")))
                .contains(new Step.Copy("a", 0, "c"));

        assertThat(plan(owner("a", OF_A, "c", true, ALL), none("b"), copy("c", OF_A, 9, true)))
                .containsExactly(new Step.Close("a", 0, "it moves home to c"));

        assertThat(plan(copy("a", OF_A, 9, true), none("b"), copy("c", OF_A, 9, true)))
                .containsExactly(new Step.Open("c", 0, new Term(2, 0, "c"), "a", ALL));
    }

    @Test
    void aCellDoesNotMoveBeforeTheCopyHasEverything() {
        home = "c";

        assertThat(plan(owner("a", OF_A, "c", false, ALL), none("b"), copy("c", OF_A, 3, false)))
                .isEmpty();
    }

    @Test
    void whatIsNeitherOwnerNorCopyIsSettled() {
        assertThat(plan(owner("b", OF_B, "a", true, ALL), copy("a", OF_B, 9, true), copy("c", OF_A, 4, false)))
                .contains(new Step.Settle("c", 0, OF_B));
    }

    @Test
    void aFormerCopyIsKeptUntilTheNextOneHasEverything() {
        home = "c";
        assertThat(plan(owner("a", OF_A, "b", true, ALL), copy("b", OF_A, 9, true), none("c")))
                .containsExactly(new Step.Copy("a", 0, "c"));
        assertThat(plan(owner("a", OF_A, "c", false, ALL), copy("b", OF_A, 9, true), copy("c", OF_A, 3, false)))
                .isEmpty();
    }

    @Test
    void aMajorityRenewsItsTermsWhenMembersGo() {
        members = List.of("a", "b");

        assertThat(plan(owner("a", OF_A, "b", true, ALL), copy("b", OF_A, 9, true)))
                .containsExactly(new Step.Renew("a", 0, new Term(2, 0, "a"), members));
    }

    @Test
    void aMinorityKeepsItsTerm() {
        members = List.of("a");

        assertThat(plan(owner("a", OF_A, "", false, ALL))).isEmpty();
    }

    @Test
    void aCopyThatGivesNoAnswerIsReplacedWhileItsMemberIsThere() {
        unfit = Set.of("b");

        assertThat(plan(owner("a", OF_A, "b", true, ALL), copy("b", OF_A, 9, true), none("c")))
                .containsExactly(new Step.Copy("a", 0, "c"));
    }

    @Test
    void homeIsNoCopyWhileItIsUnfit() {
        home = "c";
        unfit = Set.of("c");

        assertThat(plan(owner("a", OF_A, "b", true, ALL), copy("b", OF_A, 9, true), none("c")))
                .isEmpty();
    }

    @Test
    void anOwnerGoesOnAloneWhenNobodyIsFitAndEverybodyReports() {
        unfit = Set.of("b", "c");

        assertThat(plan(owner("a", OF_A, "b", false, ALL), none("b"), none("c")))
                .containsExactly(new Step.Copy("a", 0, ""));
        assertThat(plan(owner("a", OF_A, "", false, ALL), none("b"), none("c"))).isEmpty();
    }

    @Test
    void anOwnerDoesNotGoOnAloneWhileSomebodyIsThereAndSilent() {
        unfit = Set.of("b", "c");

        assertThat(plan(owner("a", OF_A, "b", false, ALL), none("b"))).isEmpty();
        assertThat(plan(owner("a", OF_A, "b", false, ALL))).isEmpty();
    }

    @Test
    void anOwnerWhoseDiskTakesNothingHandsOverToItsCopy() {
        unfit = Set.of("a");

        assertThat(plan(owner("a", OF_A, "b", true, ALL), copy("b", OF_A, 9, true), none("c")))
                .containsExactly(new Step.Close("a", 0, "its disk takes nothing, that of b does"));
        assertThat(plan(copy("a", OF_A, 9, true), copy("b", OF_A, 9, true), none("c")))
                .containsExactly(new Step.Open("b", 0, B2, "c", ALL));
    }

    @Test
    void anOwnerWhoseDiskTakesNothingStaysWhenNoOtherDiskDoes() {
        unfit = Set.of("a", "b");

        assertThat(plan(owner("a", OF_A, "b", true, ALL), copy("b", OF_A, 9, true), none("c")))
                .containsExactly(new Step.Copy("a", 0, "c"));
    }

    private List<Step> plan(Report... reports) {
        View view = new View(members, members.size() >= 2, 3, missingAfter, Map.of(0, home));
        return Plan.next(view, List.of(reports), 1, cell -> ownerless, (cell, member) -> unfit.contains(member));
    }

    private static Report none(String member) {
        return report(member, CellReport.none(0));
    }

    private static Report copy(String member, Lineage lineage, long last, boolean live) {
        return report(member, CellReport.copy(0, lineage, last, true, live));
    }

    private static Report owner(String member, Lineage lineage, String copy, boolean inSync, List<String> view) {
        return report(
                member,
                new CellReport(
                        0, Role.OWNER, lineage, 9, true, true, copy, inSync, view, Duration.ZERO, Duration.ZERO, 0));
    }

    private static Report report(String member, CellReport cell) {
        return new Report(member, "1", "rules", "config", 0, Duration.ZERO, LedgerReach.REACHED, List.of(cell));
    }

    private static Lineage lineage(Term... terms) {
        List<Lineage.Reign> reigns = new ArrayList<>();
        for (Term term : terms) {
            reigns.add(new Lineage.Reign(term, 0));
        }
        return new Lineage(reigns);
    }
}
