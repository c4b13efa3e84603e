// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.RuleListener;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.TestRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFolderTest {
    private static final String RULE = """
            rule "cost.%s" @severity("info") @owner("sre") @summary("x")
            when
                $spend : HourlySpend( usd > 5 )
            then
                insert( Alert.on( $spend ) );
            end
            """;

    @TempDir
    private Path rules;

    @TempDir
    private Path cache;

    private final List<String> compiled = new ArrayList<>();
    private final RuleListener listener = new RuleListener() {
        @Override
        public void compiling(String file, int index, int total) {
            compiled.add(index + "/" + total + " " + file);
        }
    };

    @BeforeEach
    void write() {
        new TestRules(rules).with("cost/a.drl", RULE.formatted("a")).with("cost/b.drl", RULE.formatted("b"));
    }

    @Test
    void compilesAFileOnceAndAgainOnlyWhenItChanges() {
        // Given
        Rulebase first = RuleFolder.load(rules, cache, listener);
        List<String> firstTime = List.copyOf(compiled);
        compiled.clear();
        // When
        Rulebase second = RuleFolder.load(rules, cache, listener);
        List<String> secondTime = List.copyOf(compiled);
        new TestRules(rules).with("cost/b.drl", RULE.formatted("c"));
        Rulebase third = RuleFolder.load(rules, cache, listener);
        // Then
        assertThat(firstTime).containsExactly("1/2 cost/a.drl", "2/2 cost/b.drl");
        assertThat(secondTime).isEmpty();
        assertThat(compiled).containsExactly("1/1 cost/b.drl");
        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(third.hash()).isNotEqualTo(first.hash());
        assertThat(third.rules()).containsOnlyKeys("cost.a", "cost.c");
    }

    @Test
    void compilesAgainWhatIsDamaged() throws IOException {
        // Given
        RuleFolder.load(rules, cache, listener);
        try (Stream<Path> kept = Files.list(cache)) {
            for (Path file : kept.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        compiled.clear();
        // When
        Rulebase again = RuleFolder.load(rules, cache, listener);
        // Then
        assertThat(compiled).hasSize(2);
        assertThat(again.rules()).hasSize(2);
    }

    @Test
    void whatPassesTheChecksButDoesNotCompileIsSaidWithoutGeneratedJava() {
        // Given
        new TestRules(rules).with("cost/c.drl", RULE.formatted("c").replace("( $spend )", "( $other )"));
        // Then
        assertThatThrownBy(() -> RuleFolder.load(rules, cache))
                .isInstanceOf(RuleException.class)
                .hasMessage("cost/c.drl:2: rule \"cost.c\" does not compile: $other cannot be resolved to a variable");
    }

    @Test
    void saysThatThereAreNoRules() {
        assertThatThrownBy(() -> RuleFolder.load(cache, cache)).hasMessageContaining("there is no rule file");
        assertThatThrownBy(() -> RuleFolder.load(cache.resolve("nowhere"), cache))
                .hasMessageContaining("the rules folder cannot be read");
    }
}
