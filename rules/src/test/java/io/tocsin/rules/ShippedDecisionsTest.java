// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.decision.Decision;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped rules conclude from open alerts. */
class ShippedDecisionsTest {
    private static final Scope ANTHROPIC = new Scope(ScopeKind.PROVIDER, "default", "anthropic");
    private static final int SEEDS = 30;
    private static final int ALERTS = 25;
    private static final List<String> RULES = List.of(
            "limits.rate-limit-warning",
            "limits.rate-limit-pressure",
            "limits.rate-limit-critical",
            "cost.budget-warning",
            "cost.daily-budget-early",
            "cost.budget-exhausted",
            "cost.hourly-spend-spike",
            "cost.user-token-anomaly",
            "cost.runaway-loop",
            "latency.slo");
    private static final List<ScopeKind> SCOPES =
            List.of(ScopeKind.TEAM, ScopeKind.FEATURE, ScopeKind.TENANT, ScopeKind.USER, ScopeKind.SESSION);

    private static Rulebase rulebase;

    private Correlator correlator;

    @BeforeAll
    static void load() {
        rulebase = RuleFolder.load(Path.of("."), Path.of("target", "cache-of-tests"));
    }

    @BeforeEach
    void open() {
        correlator = rulebase.correlator();
    }

    @AfterEach
    void close() {
        correlator.close();
    }

    @Test
    void pagesForCriticalChatsForWarningAndSaysNothingForInfo() {
        // Given
        correlator.alert(new OpenAlert("a", "x.a").is(Severity.CRITICAL).firing());
        correlator.alert(new OpenAlert("b", "x.b").is(Severity.WARNING).firing());
        correlator.alert(new OpenAlert("c", "x.c").is(Severity.INFO).firing());
        // Then
        assertThat(correlator.decide())
                .containsExactly(
                        new Decision.Notify("a", Decision.Channel.PAGE, "it is critical"),
                        new Decision.Notify("b", Decision.Channel.CHAT, "it is a warning"));
    }

    @Test
    void pagesForAWarningThatAHumanMustSee() {
        // Given
        correlator.alert(new OpenAlert("a", "x.a").escalate(true).firing());
        // Then
        assertThat(correlator.decide())
                .containsExactly(new Decision.Notify("a", Decision.Channel.PAGE, "a human must see it"));
    }

    @Test
    void proposesARunbookOnlyWhenTheAutomationIsSafeAndPeopleAreTold() {
        // Given
        correlator.alert(
                new OpenAlert("a", "x.a").is(Severity.WARNING).safe(true).firing());
        correlator.alert(new OpenAlert("b", "x.b").is(Severity.WARNING).firing());
        correlator.alert(
                new OpenAlert("shown", "x.c").is(Severity.INFO).safe(true).firing());
        // Then
        assertThat(correlator.decide())
                .filteredOn(Decision.Propose.class::isInstance)
                .containsExactly(new Decision.Propose("a", "tier-downgrade", "the evidence is strong enough"));
    }

    @Test
    void holdsTheSymptomsOfAProviderWhileItIsDown() {
        // Given
        correlator.alert(symptom("slow", AlertClass.LATENCY, "anthropic"));
        correlator.alert(symptom("failing", AlertClass.ERROR, "anthropic"));
        correlator.alert(symptom("costly", AlertClass.COST, "anthropic"));
        correlator.alert(symptom("other", AlertClass.LATENCY, "elsewhere"));
        correlator.provider(provider(false));
        // When
        List<Decision> down = holds(correlator.decide());
        correlator.provider(provider(true));
        List<Decision> up = holds(correlator.decide());
        // Then
        assertThat(down)
                .containsExactly(
                        new Decision.Hold("failing", "inhibited", "its provider has an incident"),
                        new Decision.Hold("slow", "inhibited", "its provider has an incident"));
        assertThat(up).isEmpty();
    }

    @Test
    void theProvidersOwnIncidentIsNeverHeld() {
        // Given
        correlator.alert(new OpenAlert("i", "provider.incident")
                .is(AlertClass.PROVIDER)
                .about(ANTHROPIC)
                .provider("anthropic")
                .firing());
        correlator.provider(provider(false));
        // Then
        assertThat(holds(correlator.decide())).isEmpty();
    }

    @Test
    void theWorstOfTheRateLimitAlertsSpeaksForTheOthers() {
        // Given
        correlator.alert(new OpenAlert("w", "limits.rate-limit-warning").firing());
        correlator.alert(new OpenAlert("p", "limits.rate-limit-pressure").firing());
        // When
        List<Decision> two = holds(correlator.decide());
        correlator.alert(new OpenAlert("c", "limits.rate-limit-critical").firing());
        List<Decision> three = holds(correlator.decide());
        // Then
        assertThat(two).extracting(Decision::alertId).containsExactly("w");
        assertThat(three).extracting(Decision::alertId).containsOnly("p", "w");
    }

    @Test
    void anExhaustedBudgetSpeaksForTheSameBudgetOnly() {
        // Given
        correlator.alert(
                new OpenAlert("e", "cost.budget-exhausted").facet("day").firing());
        correlator.alert(
                new OpenAlert("y", "cost.daily-budget-early").facet("day").firing());
        correlator.alert(new OpenAlert("w", "cost.budget-warning").facet("day").firing());
        correlator.alert(
                new OpenAlert("m", "cost.budget-warning").facet("month").firing());
        // Then
        assertThat(holds(correlator.decide())).extracting(Decision::alertId).containsOnly("w", "y");
    }

    static List<Integer> seeds() {
        return IntStream.range(0, SEEDS).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void concludesTheSameWhateverTheOrderItHeard(int seed) {
        // Given
        Random random = new Random(seed);
        List<LiveAlert> open = new ArrayList<>();
        for (int i = 0; i < ALERTS; i++) {
            open.add(anyAlert("id" + i, random));
        }
        ProviderState state = provider(random.nextBoolean());
        List<Decision> expected = inOrder(open, state);
        Collections.shuffle(open, random);
        // When
        List<Decision> shuffled = withDetours(open, state, random);
        // Then
        assertThat(shuffled).isEqualTo(expected).isNotEmpty();
    }

    private static LiveAlert anyAlert(String id, Random random) {
        String rule = RULES.get(random.nextInt(RULES.size()));
        return new OpenAlert(id, rule)
                .is(rule.startsWith("latency") ? AlertClass.LATENCY : AlertClass.COST)
                .is(Severity.values()[random.nextInt(Severity.values().length)])
                .about(rule.startsWith("cost") ? anyScope(random) : new Scope(ScopeKind.TEAM, "default", "search"))
                .driver(anyScope(random).label())
                .facet(random.nextBoolean() ? "day" : "")
                .provider("anthropic")
                .safe(random.nextBoolean())
                .escalate(random.nextBoolean())
                .firing();
    }

    private static Scope anyScope(Random random) {
        return new Scope(SCOPES.get(random.nextInt(SCOPES.size())), "default", "x" + random.nextInt(3));
    }

    private static List<Decision> inOrder(List<LiveAlert> open, ProviderState state) {
        try (Correlator told = rulebase.correlator()) {
            told.provider(state);
            open.forEach(told::alert);
            return told.decide();
        }
    }

    /** Tells other things first and takes them back: what is open in the end is the same. */
    private static List<Decision> withDetours(List<LiveAlert> open, ProviderState state, Random random) {
        OpenAlert gone = new OpenAlert("gone", "limits.rate-limit-critical");
        try (Correlator told = rulebase.correlator()) {
            told.provider(provider(!state.operational()));
            for (LiveAlert alert : open) {
                if (random.nextBoolean()) {
                    told.alert(anyAlert(alert.id(), random));
                    told.alert(gone.firing());
                    told.decide();
                    told.alert(gone.in(AlertState.RESOLVED));
                }
                told.alert(alert);
            }
            told.provider(state);
            return told.decide();
        }
    }

    private static List<Decision> holds(List<Decision> decisions) {
        return decisions.stream().filter(Decision.Hold.class::isInstance).toList();
    }

    private static LiveAlert symptom(String id, AlertClass kind, String provider) {
        return new OpenAlert(id, "x." + id).is(kind).provider(provider).firing();
    }

    private static ProviderState provider(boolean operational) {
        return new ProviderState(ANTHROPIC, Facts.AT, name -> Double.NaN, "x", "api", "", operational);
    }
}
