// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("quiet", "clear-for", "fire");

    @ParameterizedTest
    @CsvSource({
        "quite, did you mean 'quiet'?",
        "Fire, did you mean 'fire'?",
        "clear_for, did you mean 'clear-for'?",
        "xyz, 'known are clear-for, fire, quiet'"
    })
    void asksForTheNearestWordOrNamesThemAll(String given, String advice) {
        assertThat(Spelling.nearestOrAll(given, KNOWN)).isEqualTo(advice);
    }

    @ParameterizedTest
    @CsvSource({"fier, ; did you mean 'fire'?", "xyz, ''"})
    void hintsOnlyWhenAWordIsNear(String given, String hint) {
        assertThat(Spelling.hint(given, KNOWN)).isEqualTo(hint);
    }
}
