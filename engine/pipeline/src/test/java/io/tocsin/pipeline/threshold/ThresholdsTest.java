// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.RuleInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final Scope SEARCH = new Scope(ScopeKind.TEAM, "acme", "search");
    private static final Scope CHECKOUT = new Scope(ScopeKind.TEAM, "acme", "checkout");
    private static final String FILE = """
            rules:
              cost.spike:
                fire: 10
                clear: 5
                for: 30s
                clear-for: 15m
                floor-usd: 5
                overrides:
                  - scope: { team: search }
                    floor-usd: 20
                    clear-for: 1h
                  - scope: { team: search, tenant: acme }
                    fire: 12
                  - scope: { tenant: acme }
                    fire: 20
                    floor-usd: 1
                  - scope: { team: search }
                    fire: 100
                    valid-from: 2026-03-03T00:00:00Z
                    valid-to: 2026-03-04T00:00:00Z
              cost.bloat:
                fire: 50_000
                quiet: 1h30m
            """;

    @TempDir
    private Path folder;

    @Test
    void answersTheDefaultAndWhileAnAlertHoldsTheClearingValue() {
        // Given
        Thresholds thresholds = read(FILE);
        Scope other = new Scope(ScopeKind.TEAM, "elsewhere", "ads");
        // When
        double fire = thresholds.limits(other, AT, rule -> false).limit("cost.spike");
        double clear = thresholds.limits(other, AT, "cost.spike"::equals).limit("cost.spike");
        double floor = thresholds.limits(other, AT, rule -> true).limit("cost.spike.floor-usd");
        double unknown = thresholds.limits(other, AT, rule -> true).limit("cost.nothing");
        // Then
        assertThat(fire).isEqualTo(10);
        assertThat(clear).isEqualTo(5);
        assertThat(floor).isEqualTo(5);
        assertThat(unknown).isNaN();
    }

    @Test
    void theNarrowestOverrideWins() {
        // Given
        Thresholds thresholds = read(FILE);
        // When
        double narrow = thresholds.limits(SEARCH, AT, rule -> false).limit("cost.spike");
        double anyTenant = thresholds.limits(SEARCH, AT, rule -> false).limit("cost.spike.floor-usd");
        double tenant = thresholds.limits(CHECKOUT, AT, rule -> false).limit("cost.spike");
        // Then
        assertThat(narrow).isEqualTo(12);
        assertThat(anyTenant).isEqualTo(20);
        assertThat(tenant).isEqualTo(20);
    }

    @Test
    void anOverrideForATimeHoldsInThatTimeOnly() {
        // Given
        Thresholds thresholds = read(FILE);
        Scope search = new Scope(ScopeKind.TEAM, "elsewhere", "search");
        // When
        double before = thresholds.limits(search, AT, rule -> false).limit("cost.spike");
        double during = thresholds
                .limits(search, Instant.parse("2026-03-03T00:00:00Z"), rule -> false)
                .limit("cost.spike");
        double after = thresholds
                .limits(search, Instant.parse("2026-03-04T00:00:00Z"), rule -> false)
                .limit("cost.spike");
        // Then
        assertThat(before).isEqualTo(10);
        assertThat(during).isEqualTo(100);
        assertThat(after).isEqualTo(10);
    }

    @Test
    void anOverriddenFiringValueKeepsTheClearingValue() {
        // Given
        Thresholds thresholds = read(FILE);
        // When
        double clear = thresholds.limits(SEARCH, AT, rule -> true).limit("cost.spike");
        // Then
        assertThat(clear).isEqualTo(5);
    }

    @Test
    void withoutAClearingValueOfItsOwnARuleClearsWhereItFiresEvenWhenOverridden() {
        // Given
        Thresholds thresholds = read("""
                rules:
                  a.b:
                    fire: 30
                    overrides: [ { scope: { team: search }, fire: 8 } ]
                """);
        // When
        double fire = thresholds.limits(SEARCH, AT, rule -> false).limit("a.b");
        double clear = thresholds.limits(SEARCH, AT, rule -> true).limit("a.b");
        // Then
        assertThat(fire).isEqualTo(8);
        assertThat(clear).isEqualTo(8);
    }

    @Test
    void saysEveryFlawAtOnce() {
        assertThatThrownBy(() -> read("rules:\n  a.b: { fire: ten }\n  c.d: { fire: 1, for: soon }\n"))
                .message()
                .satisfies(said -> assertThat(said.lines()).hasSize(2));
    }

    @Test
    void knowsHowLongThingsMustLast() {
        // Given
        Thresholds thresholds = read(FILE);
        // When
        Duration pending = thresholds.pendingFor("cost.spike", CHECKOUT);
        Duration clear = thresholds.clearFor("cost.spike", CHECKOUT);
        Duration clearOfSearch = thresholds.clearFor("cost.spike", SEARCH);
        Duration quiet = thresholds.quiet("cost.bloat", CHECKOUT);
        // Then
        assertThat(pending).isEqualTo(Duration.ofSeconds(30));
        assertThat(clear).isEqualTo(Duration.ofMinutes(15));
        assertThat(clearOfSearch).isEqualTo(Duration.ofMinutes(15));
        assertThat(quiet).isEqualTo(Duration.ofMinutes(90));
        assertThat(thresholds.quiet("cost.spike", CHECKOUT)).isEqualTo(Duration.ofMinutes(15));
        assertThat(thresholds.names()).containsExactly("cost.bloat", "cost.spike", "cost.spike.floor-usd");
    }

    @Test
    void saysWhereRulesAndThresholdsDisagree() {
        // Given
        Thresholds thresholds = read(FILE);
        RuleInfo spike = rule("cost.spike", List.of("cost.spike", "cost.spike.floor-used"));
        Path file = folder.resolve("t.yaml");
        // When
        List<String> disagreements = thresholds.disagreements(List.of(spike));
        // Then
        assertThat(disagreements)
                .containsExactly(
                        "cost/spend.drl:5: limit 'cost.spike.floor-used' is not in the thresholds;"
                                + " did you mean 'cost.spike.floor-usd'?",
                        file + ":21:3: limit 'cost.bloat' is read by no rule",
                        file + ":7:5: limit 'cost.spike.floor-usd' is read by no rule;"
                                + " did you mean 'cost.spike.floor-used'?",
                        file + ":21:3: there is no rule 'cost.bloat'");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    rule: {}                                    | t.yaml:1:1: unknown key 'rule'; did you mean 'rules'?
                    rules: { a.b: { fire: ten } }               | t.yaml:1:17: rules.a.b.fire must be a number, was 'ten'
                    rules: { a.b: { fire: .inf } }              | t.yaml:1:17: rules.a.b.fire must be a number, was '.inf'
                    rules: { a.b: { fire: 10, clear: 11 } }     | t.yaml:1:27: rules.a.b.clear must not lie above fire (10), was 11
                    rules: { a.b: { fires: below, fire: 3, clear: 2 } } | t.yaml:1:40: rules.a.b.clear must not lie below fire (3), was 2
                    rules: { a.b: { fires: beyond, fire: 3 } }  | t.yaml:1:17: rules.a.b.fires must be one of above, below, was 'beyond'
                    rules: { a.b: { clear: 2 } }                | t.yaml:1:17: rules.a.b.clear needs a fire to go with it
                    rules: { a.b: { fire: 1, clear_for: 2m } }  | t.yaml:1:26: rules.a.b.clear_for is an unknown key; did you mean 'clear-for'?
                    rules: { a.b: { fire: 1, for: 2 } }         | t.yaml:1:26: rules.a.b.for must be a span such as 90s, 15m or 1h30m, was '2'
                    rules: { a.b: { fire: 1, fire: 2 } }        | t.yaml:1:26: key 'rules.a.b.fire' is written twice
                    rules: { spike: { fire: 1 } }               | t.yaml:1:10: rules.spike is no rule id; expected <concern>.<name>
                    rules: [ 1 ]                                | t.yaml:1:1: rules must hold keys and values, was a list
                    rules: { a.b: { fire: 1, overrides: [ { fire: 2 } ] } } | t.yaml:1:39: rules.a.b.overrides[0].scope is missing
                    rules: { a.b: { fire: 1, overrides: [ { scope: {} } ] } } | t.yaml:1:41: rules.a.b.overrides[0].scope must be one thing, and perhaps the tenant it lies in; write { team: search }
                    rules: { a.b: { fire: 1, overrides: [ { scope: { taem: x } } ] } } | t.yaml:1:50: unknown key 'rules.a.b.overrides[0].scope.taem'; did you mean 'team'?
                    rules: { a.b: { fire: 1, overrides: [ { scope: { team: x }, flor-usd: 2 } ] } } | t.yaml:1:61: unknown key 'rules.a.b.overrides[0].flor-usd'; known are clear, clear-for, fire, for, quiet, scope, valid-from, valid-to
                    rules: { a.b: { fire: 2, clear: 1, overrides: [ { scope: { team: x }, fire: 0 } ] } } | t.yaml:1:71: rules.a.b.overrides[0].fire must not lie below clear (1), was 0; give it its own clear
                    rules: { a.b: { fire: 1, overrides: [ { scope: { team: x }, for: 2m, valid-to: 2026-01-01T00:00:00Z } ] } } | t.yaml:1:61: rules.a.b.overrides[0].for cannot change for a time; only limits can
                    rules: { a.b: { fire: 1, overrides: [ { scope: { team: x }, valid-to: tomorrow } ] } } | t.yaml:1:61: rules.a.b.overrides[0].valid-to must be a time such as 2026-11-24T00:00:00Z, was 'tomorrow'
                    """)
    void refusesWhatIsWrongWithFileLineAndReason(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(RuleException.class).hasMessage(folder + "/" + message);
    }

    @Test
    void namesTheLineOfTheKeyThatIsWrong() {
        assertThatThrownBy(() -> read(FILE.replace("quiet: 1h30m", "quite: 1h30m")))
                .hasMessageContaining("t.yaml:23:5: rules.cost.bloat.quite is an unknown key; did you mean 'quiet'?");
    }

    @Test
    void refusesAFileThatIsNoYaml() {
        assertThatThrownBy(() -> read("rules:\n  a.b: { fire: 1\n"))
                .hasMessageContaining("t.yaml:3:1: not YAML: expected ',' or '}'");
    }

    private Thresholds read(String text) {
        try {
            return Thresholds.load(Files.writeString(folder.resolve("t.yaml"), text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RuleInfo rule(String id, List<String> limits) {
        return new RuleInfo(
                id,
                AlertClass.COST,
                Severity.CRITICAL,
                "sre",
                null,
                "x",
                false,
                "HourlySpend",
                limits,
                "cost/spend.drl",
                5);
    }
}
