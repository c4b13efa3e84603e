// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
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
                    budgets: [ { scope: { team: a }, period: day, usd: 5, zone: UTC } ] | b.yaml:1:55: unknown key 'budgets[0].zone'; known are period, scope, time-zone, usd
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

    private Iterable<Budget> read(String text) {
        try {
            return Budgets.load(Files.writeString(folder.resolve("b.yaml"), text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
