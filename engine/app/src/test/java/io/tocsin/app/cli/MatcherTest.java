// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.app.terminal.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
    private static final Map<String, String> LABELS =
            Map.of("team", "search", "severity", "critical", "rule", "cost.hourly-spend-spike");

    @ParameterizedTest
    @CsvSource({
        "team=search, true",
        "team=sear, false",
        "team!=search, false",
        "team!=growth, true",
        "team=~sea.*, true",
        "team=~sea, false",
        "team!~sea, true",
        "team!~sea.*, false",
        "severity=~critical|warning, true",
        "'team=\"search\"', true",
        "user=, true",
        "user=~.+, false",
        "user!=anna, true",
        "cost.hourly-spend-spike, true",
        "cost.context-bloat, false",
    })
    void matchesAsAlertmanagerDoes(String matcher, boolean holds) {
        assertThat(Matcher.of(matcher).holds(LABELS)).isEqualTo(holds);
    }

    @Test
    void allMatchersMustHold() {
        assertThat(Matcher.all(Matcher.of(List.of("team=search", "severity=critical")), LABELS))
                .isTrue();
        assertThat(Matcher.all(Matcher.of(List.of("team=search", "severity=warning")), LABELS))
                .isFalse();
        assertThat(Matcher.all(List.of(), LABELS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"team=~(", "=search", "a b", ""})
    void whatIsNoMatcherIsWrongUsage(String text) {
        assertThatThrownBy(() -> Matcher.of(List.of(text)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is no");
    }
}
