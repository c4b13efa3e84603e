// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.replay.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class RulesTestCommandTest {
    private static final String RULE = """
            package rules.cost;

            import io.tocsin.model.alert.Alert;
            import io.tocsin.model.fact.CallFact;

            rule "cost.dear"
                @severity("critical") @owner("us") @event
                @summary("{usd}")
            when
                $call : CallFact( usd > limit("cost.dear"), priced == true )
            then
                insert( Alert.on( $call ) );
            end
            """;
    private static final String STORY = """
            stories:
              - name: a dear call is told of
                events:
                  - event: { type: llm.call, provider: anthropic, model: claude-opus-5, team: a, feature: f, costUsd: %s }
                expect:
                  - at: 3s
                    alerts: [ { rule: cost.dear, about: { feature: f }, severity: critical } ]
            """;

    @TempDir
    private Path rules;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(rules.resolve("cost"));
        Files.writeString(rules.resolve("cost/dear.drl"), RULE);
        Files.writeString(rules.resolve("thresholds.yaml"), "rules:\n  cost.dear:\n    fire: 50\n");
        Files.copy(Repository.rulesFolder().resolve("prices.yaml"), rules.resolve("prices.yaml"));
    }

    private void tests(String text) throws IOException {
        Files.writeString(rules.resolve("cost/dear.test.yaml"), text);
    }

    private Line run(String... more) {
        String[] all = new String[more.length + 3];
        System.arraycopy(new String[] {"rules", "test", rules.toString()}, 0, all, 0, 3);
        System.arraycopy(more, 0, all, 3, more.length);
        return Line.run(all);
    }

    @Test
    void countsWhatPassesAndNamesWhatIsNotCovered() throws IOException {
        // Given
        tests("facts:\n  cost.dear:\n    - fires: { usd: 51 }\n    - quiet: { usd: 50 }\n");
        // When
        Line line = run();
        // Then
        assertThat(line.code()).as(line.err()).isZero();
        assertThat(line.out())
                .contains("2 passed, 0 failed")
                .contains("rules 1 of 1 (100%)")
                .contains("conditions seen true and false 1 of 2 (50%)")
                .contains("dear.drl:10:49: priced == true is never false");
    }

    @Test
    void aFailureShowsWhatDiffersAndTheNearestMissOnly() throws IOException {
        // Given
        tests("facts:\n  cost.dear:\n    - fires: { usd: 49.5 }\n    - quiet: { usd: 1 }\n");
        // When
        Line line = run();
        // Then
        assertThat(line.code()).isEqualTo(1);
        assertThat(line.out())
                .contains("cost/dear.test.yaml:3:7: cost.dear fires: usd=49.5")
                .contains("expected an alert of cost.dear, there was none")
                .contains(
                        "condition 1 of 2, line 10, is false: usd > limit(\"cost.dear\")  (usd is 49.5, the limit is 50)")
                .doesNotContain("condition 2 of 2")
                .doesNotContain("usd=1");
    }

    @Test
    void aStoryGoesThroughTheNativeDoorAndTheWholeNode() throws IOException {
        // Given
        tests(STORY.formatted("51"));
        // Then
        assertThat(run().out()).contains("1 passed, 0 failed");
        // Given
        tests(STORY.formatted("49"));
        // Then
        assertThat(run().out())
                .contains("at 3s: expected an alert, there was none: cost.dear of feature=f")
                .contains("nearest miss of cost.dear: feature=f at 2026-03-02T10:00:00Z");
        // Given
        tests(STORY.formatted("-1"));
        // Then
        assertThat(run().out()).contains("event 1 is refused at the door: costUsd");
    }

    @Test
    void anAlertThatLooksDifferentIsShownWordForWord() throws IOException {
        // Given
        tests("facts:\n  cost.dear:\n    - fires: { usd: 51 }\n      alert: { severity: warning, summary: /\\$51/ }\n");
        // Then
        assertThat(run().out())
                .contains("severity: expected warning, was critical")
                .doesNotContain("summary:");
    }

    @Test
    void whatIsWrongWithAFileIsSaidWithItsPlace() throws IOException {
        // Given
        tests("facts:\n  cost.dear:\n    - fires: { usdd: 51 }\n  cost.deer:\n    - fires: { usd: 1 }\n");
        // When
        Line line = run();
        // Then
        assertThat(line.code()).isEqualTo(1);
        assertThat(line.err())
                .contains("dear.test.yaml:3:16: ")
                .contains("did you mean 'usd'?")
                .contains("dear.test.yaml:4:3: facts.cost.deer is no detect rule; did you mean 'cost.dear'?");
    }

    @Test
    void writesJsonAndAJUnitFile() throws Exception {
        // Given
        tests("facts:\n  cost.dear:\n    - fires: { usd: 51 }\n    - fires: { usd: 50 }\n");
        Path file = rules.resolve("out/junit.xml");
        // When
        Line line = run("-o", "json", "--junit", file.toString());
        // Then
        JsonNode json = new ObjectMapper().readTree(line.out());
        assertThat(json.path("passed").asInt()).isEqualTo(1);
        assertThat(json.path("tests").path(1).path("differences")).hasSize(1);
        assertThat(json.path("coverage").path("conditions").path("total").asInt())
                .isEqualTo(2);
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void runsOnlyWhatAPatternFinds() throws IOException {
        // Given
        tests("facts:\n  cost.dear:\n    - fires: { usd: 51 }\n    - quiet: { usd: 50 }\n");
        // Then
        assertThat(run("--run", "quiet").out()).contains("1 passed, 0 failed");
        assertThat(run("--run", "nothing").code()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsNotThereIsWrongUsage() {
        assertThat(Line.run("rules", "test", rules.resolve("nowhere").toString())
                        .code())
                .isEqualTo(2);
    }
}
