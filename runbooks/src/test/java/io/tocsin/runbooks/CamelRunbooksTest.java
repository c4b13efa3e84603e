// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import static io.tocsin.runbooks.Runs.approved;
import static io.tocsin.runbooks.Runs.proposed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Actuation.Effect;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.runbooks.book.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CamelRunbooksTest {

    @Test
    void downgradesATeamByOneFlagWithItsReasons() {
        Effect effect = effect(new Present().contexts(12_000), approved(), Mode.ACT);

        assertThat(effect.flag()).isEqualTo("llm.tier.search");
        assertThat(effect.value()).isEqualTo("economy");
        assertThat(effect.metadata())
                .containsEntry("decisionId", "run-1")
                .containsEntry("runbook", "tier-downgrade")
                .containsEntry("rule", "cost.hourly-spend-spike")
                .containsEntry("alert", Runs.ALERT)
                .containsEntry("target", "team=search");
    }

    @Test
    void saysInTheNotesWhatNobodyKnows() {
        assertThat(effect(new Present(), proposed(), Mode.DRY_RUN).metadata().get("notes"))
                .contains("not known: the contexts in flight (economy takes 50,000 tokens)")
                .contains("cold cache")
                .contains("rate-limit pool");
        assertThat(effect(new Present().contexts(12_000), proposed(), Mode.DRY_RUN)
                        .metadata()
                        .get("notes"))
                .doesNotContain("contexts in flight");
    }

    @Test
    void recordsInTheDryRunExactlyWhatTheRealRunDoes() {
        Present present = new Present().contexts(12_000);
        assertThat(effect(present, approved(), Mode.DRY_RUN)).isEqualTo(effect(present, approved(), Mode.ACT));
    }

    @Test
    void takesBackByClearingTheFlag() {
        Present present = new Present().flag("llm.tier.search", "economy", "run-1");
        Effect effect = effect(present, approved(), Mode.REVERT);
        assertThat(effect.flag()).isEqualTo("llm.tier.search");
        assertThat(effect.value()).isEmpty();
    }

    @Test
    void setsTheSameValueAgainWhenTheRunIsRepeated() {
        Present present = new Present().flag("llm.tier.search", "economy", "run-1");
        assertThat(effect(present, approved(), Mode.ACT).value()).isEqualTo("economy");
    }

    @ParameterizedTest
    @EnumSource(names = {"DRY_RUN", "ACT"})
    void refusesContextsThatDoNotFitTheTier(Mode mode) {
        String reason = "pre-flight: contexts of 142,000 tokens are in flight, economy takes 50,000";
        assertThat(walk(new Present().contexts(142_000), approved(), mode)).isEqualTo(new Actuation.Refused(reason));
        assertThat(walk(new Present().labelled(Map.of("maxContextTokens", "142000")), approved(), mode))
                .isEqualTo(new Actuation.Refused(reason));
    }

    @ParameterizedTest
    @EnumSource(names = {"DRY_RUN", "ACT"})
    void refusesATargetThatIsEconomyAlready(Mode mode) {
        Present present = new Present().flag("llm.tier.search", "economy", "");
        assertThat(walk(present, approved(), mode))
                .isEqualTo(new Actuation.Refused(
                        "pre-flight: llm.tier.search is economy already, there is nothing to change"));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void leavesTheFlagOfAnotherDecisionAlone(Mode mode) {
        Present present = new Present().flag("llm.tier.search", "premium", "run-9");
        assertThat(walk(present, approved(), mode))
                .isEqualTo(new Actuation.Refused(
                        "pre-flight: llm.tier.search is premium by decision run-9, which is not touched"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DRY_RUN", "ACT"})
    void refusesAProtectedTargetOnTheRouteToo(Mode mode) {
        assertThat(walk(new Present(), approved().target(ScopeKind.TEAM, "checkout"), mode))
                .isEqualTo(new Actuation.Refused("protected: tier-downgrade never touches team=checkout"));
    }

    @Test
    void takesBackFromATargetThatHasBecomeProtected() {
        assertThat(effect(new Present(), approved().target(ScopeKind.TEAM, "checkout"), Mode.REVERT)
                        .value())
                .isEmpty();
    }

    @Test
    void refusesToActWithoutApprovalEvenWhenAskedDirectly() {
        assertThat(walk(new Present(), approved().approvedBy(null), Mode.ACT))
                .isEqualTo(new Actuation.Refused(
                        "approval: tier-downgrade is set to approve and nobody has approved run run-1"));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void answersAFailureWithoutHavingActed(Mode mode) {
        Surroundings broken = new Surroundings() {
            @Override
            public Optional<io.tocsin.model.alert.LiveAlert> alert(String id) {
                throw new IllegalStateException("no state");
            }

            @Override
            public Optional<io.tocsin.model.decision.Flag> flag(String tenant, String key) {
                throw new IllegalStateException("no state");
            }
        };
        assertThat(walk(broken, approved(), mode))
                .isEqualTo(new Actuation.Failed(
                        "the route failed after [guard, unclaimed]: IllegalStateException", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search",
                "anna@example.com",
                "auth0|123",
                "größe",
                "a?b=c&d",
                "RAW(x)",
                "{target}",
                "%2e",
                "{{env:HOME}}",
                "${header.x}"
            })
    void putsTheNameOfTheTargetIntoTheFlagUnchanged(String id) {
        assertThat(effect(new Present(), approved().target(ScopeKind.USER, id), Mode.ACT)
                        .flag())
                .isEqualTo("llm.tier." + id);
    }

    @Test
    void findsNothingToDoWhenAFilterLeavesTheTargetOut(@TempDir Path folder) throws IOException {
        // Given
        Shipped.copy(folder, FLAG_STEP, FILTERED);
        try (CamelRunbooks runbooks = CamelRunbooks.open(folder, new Present())) {
            // When
            Actuation team = runbooks.walk(approved().run(), Mode.ACT);
            Actuation user =
                    runbooks.walk(approved().target(ScopeKind.USER, "anna").run(), Mode.ACT);
            // Then
            assertThat(team)
                    .isEqualTo(new Actuation.Refused("pre-flight: the route found nothing to do for team=search"));
            assertThat(user).isInstanceOf(Actuation.Done.class);
        }
    }

    @Test
    void doesNotOpenWhenAFileIsWrong(@TempDir Path folder) throws IOException {
        Path copy = Shipped.copy(folder, "lease: 1h", "leese: 1h");
        assertThatThrownBy(() -> CamelRunbooks.open(folder, new Present()))
                .isInstanceOf(RunbooksInvalid.class)
                .hasMessageContaining(
                        copy.resolve("runbook.yaml") + ":16:1: unknown key 'leese'; did you mean 'lease'?");
    }

    @Test
    void knowsItsRunbooksByName() {
        try (CamelRunbooks runbooks = CamelRunbooks.open(Path.of(""), new Present())) {
            assertThat(runbooks.names()).containsExactly("tier-downgrade");
            assertThat(runbooks.descriptor("tier-downgrade")).isPresent();
            assertThat(runbooks.descriptor("reboot")).isEmpty();
            assertThat(runbooks.walk(approved().runbook("reboot").run(), Mode.DRY_RUN))
                    .isEqualTo(new Actuation.Refused("unknown runbook: there is none named reboot"));
        }
    }

    private static final String FLAG_STEP = """
                    - to:
                        id: flag
                        uri: tocsin-edge:flag
                        parameters:
                          flag: llm.tier.{target}
                          value: economy
            """;
    private static final String FILTERED = """
                    - filter:
                        id: users
                        simple: "${header.tocsinTargetKind} == 'user' || ${header.tocsinTargetKind} == 'session'"
                        steps:
                          - to:
                              id: flag
                              uri: tocsin-edge:flag
                              parameters:
                                flag: llm.tier.{target}
                                value: economy
            """;

    private static Effect effect(Surroundings surroundings, Runs run, Mode mode) {
        Actuation actuation = walk(surroundings, run, mode);
        assertThat(actuation).isInstanceOf(Actuation.Done.class);
        List<Effect> effects = ((Actuation.Done) actuation).effects();
        assertThat(effects).hasSize(1);
        return effects.get(0);
    }

    private static Actuation walk(Surroundings surroundings, Runs run, Mode mode) {
        try (CamelRunbooks runbooks = CamelRunbooks.open(Path.of(""), surroundings)) {
            return runbooks.walk(run.run(), mode);
        }
    }
}
