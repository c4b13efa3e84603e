// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.cell.CellReport.Role;
import io.tocsin.cluster.cell.Lineage;
import io.tocsin.cluster.cell.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Term A1 = new Term(1, 0, "a");
    private static final Term B2 = new Term(2, 0, "b");
    private static final Lineage OF_A = lineage(A1);
    private static final Lineage OF_B = lineage(A1, B2);
    private static final List<String> ALL = List.of("a", "b", "c");

    private List<String> members = ALL;
    private String home = "a";
    private Duration ownerless = Duration.ZERO;

    @Test
    void aNewClusterThatIsWholeOpensEmptyCellsAtHome() {
        assertThat(plan(none("a"), none("b"), none("c")))
                .containsExactly(new Step.Open("a", 0, new Term(1, 0, "a"), "b", ALL));
    }

    @Test
    void aNewClusterWaitsForWhoeverIsMissing() {
        members = List.of("a", "b");

        assertThat(plan(none("a"), none("b"))).isEmpty();

        ownerless = Plan.PATIENCE_FOR_ONE;
        assertThat(plan(none("a"), none("b"))).hasSize(1);
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
        Report half = report("b", new CellReport(0, Role.COPY, OF_B, 99, false, false, "", false, List.of(), 0));

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

    private List<Step> plan(Report... reports) {
        View view = new View(members, members.size() >= 2, 3, Map.of(0, home));
        return Plan.next(view, List.of(reports), 1, cell -> ownerless);
    }

    private static Report none(String member) {
        return report(member, new CellReport(0, Role.NONE, lineage(), 0, false, false, "", false, List.of(), 0));
    }

    private static Report copy(String member, Lineage lineage, long last, boolean live) {
        return report(member, new CellReport(0, Role.COPY, lineage, last, true, live, "", false, List.of(), 0));
    }

    private static Report owner(String member, Lineage lineage, String copy, boolean inSync, List<String> view) {
        return report(member, new CellReport(0, Role.OWNER, lineage, 9, true, true, copy, inSync, view, 0));
    }

    private static Report report(String member, CellReport cell) {
        return new Report(member, "1", "rules", "config", 0, List.of(cell));
    }

    private static Lineage lineage(Term... terms) {
        List<Lineage.Reign> reigns = new ArrayList<>();
        for (Term term : terms) {
            reigns.add(new Lineage.Reign(term, 0));
        }
        return new Lineage(reigns);
    }
}
