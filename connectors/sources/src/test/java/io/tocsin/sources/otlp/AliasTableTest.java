// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTableTest {
    private static final AliasTable TABLE = AliasTable.table();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gen_ai.prompt",
                "gen_ai.prompt.0.content",
                "gen_ai.completion.0.content",
                "gen_ai.input.messages",
                "gen_ai.output.messages",
                "gen_ai.system_instructions",
                "gen_ai.tool.call.arguments",
                "prompt",
                "user.email",
                "exception.message",
                "input.value"
            })
    void dropsContent(String attribute) {
        assertThat(TABLE.drops(attribute)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gen_ai.token.type", "service.name", "model", "gen_ai.request.max_tokens", "prompt.id"})
    void keepsTheRest(String attribute) {
        assertThat(TABLE.drops(attribute)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Alias.class)
    void knowsASpellingOfEveryField(Alias field) {
        assertThat(TABLE.attributes(field)).isNotEmpty();
    }

    @Test
    void prefersTheNewestSpelling() {
        assertThat(TABLE.attributes(Alias.PROVIDER)).containsExactly("gen_ai.provider.name", "gen_ai.system");
    }
}
