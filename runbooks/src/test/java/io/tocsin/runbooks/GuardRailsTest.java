// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import static io.tocsin.runbooks.Runs.NOW;
import static io.tocsin.runbooks.Runs.approved;
import static io.tocsin.runbooks.Runs.held;
import static io.tocsin.runbooks.Runs.proposed;
import static io.tocsin.runbooks.Runs.reverted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.response.RunbookRun.Verdict;
import io.tocsin.model.scope.ScopeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each guard through the port, with a run that only this guard refuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardRailsTest {
    private CamelRunbooks runbooks;

    @BeforeAll
    void open() {
        runbooks = CamelRunbooks.open(Path.of(""), new Present());
    }

    @AfterAll
    void close() {
        runbooks.close();
    }

    @Test
    void letsAnApprovedRunGoOnWhenNothingStandsAgainstIt() {
        assertThat(refusals(approved())).isEmpty();
        assertThat(refusals(proposed())).isEmpty();
    }

    @Test
    void refusesEverythingWhileTheKillSwitchIsOn() {
        assertThat(runbooks.refusals(approved().run(), List.of(), NOW, true))
                .containsExactly("kill switch: automations are stopped until somebody releases them");
    }

    @Test
    void refusesARunbookThatDoesNotExist() {
        assertThat(refusals(approved().runbook("reboot")))
                .containsExactly("unknown runbook: there is none named reboot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "all", "ALL", "unknown", "none", "-", " null "})
    void refusesATargetThatNamesNobody(String id) {
        assertThat(refusals(approved().target(ScopeKind.TEAM, id)))
                .containsExactly("target: team '" + id.strip() + "' names nobody in particular");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\u202eb", "a\nb", "a\u0000b"})
    void refusesATargetThatNoFlagKeyCanName(String id) {
        assertThat(refusals(approved().target(ScopeKind.USER, id)))
                .singleElement()
                .asString()
                .startsWith("target: its name");
    }

    @Test
    void refusesATargetWiderThanTheRunbookDeclares() {
        assertThat(refusals(approved().target(ScopeKind.TENANT, "default")))
                .containsExactly("target: tier-downgrade acts on team, feature, user only, not on tenant=default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "Checkout"})
    void refusesAProtectedTarget(String team) {
        assertThat(refusals(approved().target(ScopeKind.TEAM, team)))
                .containsExactly("protected: tier-downgrade never touches team=checkout");
    }

    @Test
    void refusesASecondRunOnATargetWhateverTheRunbook() {
        RunbookRun other =
                held("run-0", "search", Duration.ofHours(2)).runbook("pin-tier").run();
        assertThat(refusals(approved(), other)).containsExactly("lock: run run-0 of pin-tier on team=search is held");
    }

    @Test
    void refusesATargetThatReadsTheFlagOfAnother() {
        RunbookRun other = held("run-0", "search", Duration.ofHours(2))
                .target(ScopeKind.FEATURE, "search")
                .run();
        assertThat(refusals(approved(), other))
                .containsExactly("lock: run run-0 of tier-downgrade on feature=search is held");
    }

    @Test
    void keepsTheLockOfARunInDoubt() {
        RunbookRun other = held("run-0", "search", Duration.ofHours(2))
                .state(State.IN_DOUBT)
                .run();
        assertThat(refusals(approved(), other))
                .containsExactly("lock: run run-0 of tier-downgrade on team=search is in doubt");
    }

    @Test
    void pausesBetweenTwoRunsOnATarget() {
        RunbookRun other = reverted("run-0", "search", Duration.ofMinutes(4), Verdict.EFFECTIVE)
                .run();
        assertThat(refusals(approved(), other))
                .containsExactly("cooldown: tier-downgrade ran on team=search 4 min ago, pause is 15 min");
    }

    @Test
    void countsThePauseFromTheEndOfTheEarlierRun() {
        Runs acted = reverted("run-0", "search", Duration.ofMinutes(70), Verdict.EFFECTIVE);
        assertThat(refusals(
                        approved(),
                        acted.entry("reverted", Duration.ofMinutes(10)).run()))
                .containsExactly("cooldown: tier-downgrade ran on team=search 10 min ago, pause is 15 min");
        assertThat(refusals(
                        approved(),
                        acted.entry("reverted", Duration.ofMinutes(15)).run()))
                .isEmpty();
    }

    @Test
    void doesNotPauseAfterARunThatNeverActed() {
        RunbookRun denied = proposed()
                .id("run-0")
                .state(State.DENIED)
                .entry("denied", Duration.ofMinutes(1))
                .run();
        assertThat(refusals(approved(), denied)).isEmpty();
    }

    @Test
    void holdsNoMoreTargetsThanAllowed() {
        RunbookRun[] three = Stream.of("a", "b", "c")
                .map(team -> held("run-" + team, team, Duration.ofHours(3)).run())
                .toArray(RunbookRun[]::new);
        assertThat(refusals(approved(), three[0], three[1])).isEmpty();
        assertThat(refusals(approved(), three))
                .containsExactly("targets: tier-downgrade holds 3 targets, at most 3 are allowed");
    }

    @Test
    void actsNoMoreOftenInAnHourThanAllowed() {
        RunbookRun[] six = Stream.of(1, 2, 3, 4, 5, 6)
                .map(i -> reverted("rate-" + i, "team-" + i, Duration.ofMinutes(9 * i), Verdict.EFFECTIVE)
                        .alertId("a" + i)
                        .run())
                .toArray(RunbookRun[]::new);
        assertThat(refusals(approved(), List.of(six).subList(0, 5).toArray(RunbookRun[]::new)))
                .isEmpty();
        assertThat(refusals(approved(), six))
                .containsExactly("rate: tier-downgrade ran 6 times in the last 60 min, at most 6 are allowed");
    }

    @ParameterizedTest
    @EnumSource(names = "EFFECTIVE", mode = EnumSource.Mode.EXCLUDE)
    void stopsARunbookThatDidNotHelpTwice(Verdict verdict) {
        RunbookRun helped =
                reverted("run-a", "a", Duration.ofHours(9), Verdict.EFFECTIVE).run();
        RunbookRun first = reverted("run-b", "b", Duration.ofHours(8), verdict).run();
        RunbookRun second = reverted("run-c", "c", Duration.ofHours(7), verdict).run();
        assertThat(refusals(approved(), first, helped)).isEmpty();
        assertThat(refusals(approved(), second, helped, first))
                .containsExactly(
                        "breaker: the last 2 runs of tier-downgrade did not help, it stays off until somebody releases it");
    }

    @Test
    void forgetsFailuresAfterASuccessADayOrARelease() {
        RunbookRun first =
                reverted("run-b", "b", Duration.ofHours(8), Verdict.INEFFECTIVE).run();
        Runs second = reverted("run-c", "c", Duration.ofHours(7), null);
        RunbookRun helped =
                reverted("run-d", "d", Duration.ofHours(6), Verdict.EFFECTIVE).run();
        RunbookRun old = reverted("run-b", "b", Duration.ofHours(24), Verdict.INEFFECTIVE)
                .run();
        assertThat(refusals(approved(), first, second.run())).hasSize(1);
        assertThat(refusals(approved(), first, second.run(), helped)).isEmpty();
        assertThat(refusals(approved(), old, second.run())).isEmpty();
        assertThat(refusals(
                        approved(),
                        first,
                        second.entry("released", Duration.ofMinutes(1)).run()))
                .isEmpty();
    }

    @Test
    void countsARunInDoubtAsOneThatDidNotHelp() {
        RunbookRun first =
                reverted("run-b", "b", Duration.ofHours(8), Verdict.INEFFECTIVE).run();
        RunbookRun doubt =
                held("run-c", "c", Duration.ofHours(7)).state(State.IN_DOUBT).run();
        assertThat(refusals(approved(), first, doubt))
                .singleElement()
                .asString()
                .startsWith("breaker: the last 2 runs");
    }

    @Test
    void stopsAfterThreeAnswersToOneFingerprint() {
        RunbookRun[] three = Stream.of(20, 30, 40)
                .map(min -> reverted("run-" + min, "search", Duration.ofMinutes(min), Verdict.EFFECTIVE)
                        .runbook("pin-tier")
                        .alertId("00000000000000aa-" + min)
                        .run())
                .toArray(RunbookRun[]::new);
        assertThat(refusals(approved(), three[0], three[1])).isEmpty();
        assertThat(refusals(approved(), three))
                .containsExactly("breaker: 3 runs answered alert 00000000000000aa in the last 60 min,"
                        + " it stays off until somebody releases it");
    }

    @Test
    void actsOnlyOnceSomebodyWithANameHasApproved() {
        assertThat(refusals(approved().approvedBy(null)))
                .containsExactly("approval: tier-downgrade is set to approve and nobody has approved run run-1");
        assertThat(refusals(approved().approvedBy(" ")))
                .containsExactly("approval: run run-1 was approved by nobody with a name");
    }

    @Test
    void letsARunWaitForItsApproval() {
        assertThat(refusals(approved().state(State.AWAITING_APPROVAL).approvedBy(null)))
                .isEmpty();
    }

    @Test
    void actsOnlyAfterItsDryRunPassed() {
        assertThat(refusals(approved().dryRunOk(false)))
                .containsExactly("dry run: run run-1 has not passed its dry run");
    }

    @ParameterizedTest
    @CsvSource({"shadow,false", "suggest,false", "auto,true"})
    void actsWithoutAHumanOnlyWhenSetToAuto(String autonomy, boolean acts, @TempDir Path folder) throws IOException {
        // Given
        Shipped.copy(folder, "autonomy: approve", "autonomy: " + autonomy);
        try (CamelRunbooks changed = CamelRunbooks.open(folder, new Present())) {
            // When
            List<String> proposal = changed.refusals(proposed().run(), List.of(), NOW, false);
            List<String> action = changed.refusals(approved().approvedBy(null).run(), List.of(), NOW, false);
            // Then
            assertThat(proposal.isEmpty()).isEqualTo(acts);
            assertThat(action).isEqualTo(proposal);
            if (!acts) {
                assertThat(action)
                        .containsExactly("autonomy: tier-downgrade is set to " + autonomy + " and never acts");
            }
        }
    }

    @Test
    void neverJudgesARunByItself() {
        RunbookRun itself = approved().state(State.ACTING).run();
        assertThat(refusals(approved(), itself)).isEmpty();
    }

    private List<String> refusals(Runs run, RunbookRun... others) {
        return runbooks.refusals(run.run(), List.of(others), NOW, false);
    }
}
