// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.rulebase.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {
    @TempDir
    private Path folder;

    @Test
    void readsBudgetsInOrderWithDefaults() {
        // Given
        String file = """
                budgets:
                  - scope: { team: engineering }
                    period: month
                    usd: 15_000
                  - scope: { user: anna, tenant: acme }
                    period: day
                    usd: 12.50
                    time-zone: Europe/Berlin
                """;
        // When
        Iterable<Budget> budgets = read(file);
        // Then
        assertThat(budgets)
                .containsExactly(
                        new Budget(
                                new Scope(ScopeKind.TEAM, "default", "engineering"),
                                Budget.Period.MONTH,
                                15_000_000_000_000L,
                                ZoneId.of("UTC")),
                        new Budget(
                                new Scope(ScopeKind.USER, "acme", "anna"),
                                Budget.Period.DAY,
                                12_500_000_000L,
                                ZoneId.of("Europe/Berlin")));
    }

    @Test
    void usersOfATierHaveTheSameAndEverybodyElseWhatIsLeft() {
        // Given
        String file = """
                budgets:
                  - users: [anna, ben]
                    period: month
                    usd: 1_500
                  - scope: { user: "*" }
                    period: month
                    usd: 300
                  - scope: { user: "*" }
                    period: day
                    usd: 20
                """;
        // When
        Policy policy = Policy.of(
                Thresholds.load(Path.of("src/test/resources/fold-thresholds.yaml")),
                PriceBook.load(Path.of("../../rules/prices.yaml")),
                read(file));
        // Then
        assertThat(policy.budgetsOf(user("ben")))
                .extracting(Budget::scope, Budget::period, Budget::nanoUsd)
                .containsExactly(
                        tuple(user("ben"), Budget.Period.MONTH, 1_500_000_000_000L),
                        tuple(user("ben"), Budget.Period.DAY, 20_000_000_000L));
        assertThat(policy.budgetsOf(user("carla")))
                .extracting(Budget::scope, Budget::nanoUsd)
                .containsExactly(tuple(user("carla"), 300_000_000_000L), tuple(user("carla"), 20_000_000_000L));
        assertThat(policy.budgetsOf(new Scope(ScopeKind.TEAM, "default", "ben")))
                .isEmpty();
    }

    private static Scope user(String id) {
        return new Scope(ScopeKind.USER, "default", id);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = "budgets:\nbudgets: []\n# nothing", delimiter = '|')
    void aFileWithoutBudgetsIsFine(String file) {
        assertThat(read(file)).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    budgets: [ { period: day, usd: 5 } ]                           | b.yaml:1:12: budgets[0].scope is missing
                    budgets: [ { scope: { team: a }, period: week, usd: 5 } ]      | b.yaml:1:34: budgets[0].period must be one of day, month, was 'week'
                    budgets: [ { scope: { team: a }, period: day, usd: 0 } ]       | b.yaml:1:47: budgets[0].usd must be US dollars above 0 and below nine billion, to the nano-dollar, was '0'
                    budgets: [ { scope: { team: a }, period: day, usd: much } ]    | b.yaml:1:47: budgets[0].usd must be US dollars above 0 and below nine billion, to the nano-dollar, was 'much'
                    budgets: [ { scope: { team: a }, period: day, usd: 1e40 } ]    | b.yaml:1:47: budgets[0].usd must be US dollars above 0 and below nine billion, to the nano-dollar, was '1e40'
                    budgets: [ { scope: { team: a, user: b }, period: day, usd: 5 } ] | b.yaml:1:14: budgets[0].scope must be one thing, and perhaps the tenant it lies in; write { team: search }
                    budgets: [ { scope: { team: '' }, period: day, usd: 5 } ]      | b.yaml:1:23: budgets[0].scope.team must be a text, was empty
                    budgets: [ { scope: { team: a }, period: day, usd: 5, time-zone: Berlin } ] | b.yaml:1:55: budgets[0].time-zone must be a time zone such as Europe/Berlin, was 'Berlin'
                    budgets: [ { scope: { team: a }, period: day, usd: 5, zone: UTC } ] | b.yaml:1:55: unknown key 'budgets[0].zone'; known are period, scope, tenant, time-zone, usd, users
                    """)
    void refusesWhatIsWrongWithFileLineAndReason(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(RuleException.class).hasMessage(folder + "/" + message);
    }

    @Test
    void refusesTwoBudgetsForTheSamePeriod() {
        // Given
        String one = "  - { scope: { team: a }, period: day, usd: 5 }\n";
        // Then
        assertThatThrownBy(() -> read("budgets:\n" + one + one))
                .hasMessageEndingWith("b.yaml:3:5: budgets[1] is the second budget a day for team=a");
    }

    private List<Budget> read(String text) {
        try {
            return Budgets.load(Files.writeString(folder.resolve("b.yaml"), text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
