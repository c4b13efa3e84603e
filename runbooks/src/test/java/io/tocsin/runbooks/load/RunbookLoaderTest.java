// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.yaml.Flaw;
import io.tocsin.pipeline.yaml.Place;
import io.tocsin.runbooks.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookLoaderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            lease: 1h               | leese: 1h            | 16:1 | unknown key 'leese'; did you mean 'lease'?
            step: set               | step: sett           | 8:1 | step must be one of read, set, keyed, once, was 'sett'; did you mean 'set'?
            step: set               | step: ''             | 8:1 | step must be one of read, set, keyed, once, was empty
            lease: 1h             | lease: 1h30          | 16:1 | lease must be a span from 1s to 30d, was '1h30'; write 90s, 15m, 1h30m or 2d
            lease: 1h             | lease: 0s            | 16:1 | lease must be a span from 1s to 30d, was '0s'; write 90s, 15m, 1h30m or 2d
            lease: 1h             | lease: 31d           | 16:1 | lease must be a span from 1s to 30d, was '31d'; write 90s, 15m, 1h30m or 2d
            lease: 1h             | lease: 10m           | 20:3 | verify.after must be shorter than the lease; an effect that is gone cannot be judged
            kinds: [team, feature, user] | kinds: []       | 11:3 | target.kinds must name at least one kind of target; an empty selection is never 'all'
            kinds: [team, feature, user] | kinds: [taem]   | 11:11 | target.kinds[0] must be one of tenant, provider, pool, model, tier, team, feature, user, session, source, job, was 'taem'; did you mean 'team'?
            kinds: [team, feature, user] | kinds: team     | 11:3 | target.kinds must be a list, was 'team'
            protected: [team=checkout]   | protected: [checkout] | 13:15 | target.protected[0] must be a label such as team=checkout, was 'checkout'
            protected: [team=checkout]   | protected: ['team= '] | 13:15 | target.protected[0] must be a label such as team=checkout, was 'team='
            protected: [team=checkout]   | protected: [taem=checkout] | 13:15 | target.protected[0] must be a label such as team=checkout, was 'taem=checkout'; did you mean 'team'?
            effectiveBelow: 0.7     | effectiveBelow: 70   | 21:3 | verify.effectiveBelow must be a share above 0 and at most 1, was '70'
            maxTargets: 3           | maxTargets: 0        | 30:3 | limits.maxTargets must be a whole number from 1 to 1000, was '0'
            maxTargets: 3           | maxTargets: 3.5      | 30:3 | limits.maxTargets must be a whole number from 1 to 1000, was '3.5'
            maxTargets: 3           | maxTargetz: 3        | 30:3 | unknown key 'limits.maxTargetz'; did you mean 'maxTargets'?
            autonomy: approve       | autonomy: full       | 34:1 | autonomy must be one of shadow, suggest, approve, auto, was 'full'
            name: tier-downgrade    | name: downgrade      | 2:1 | name must be the name of its folder, 'tier-downgrade', was 'downgrade'
            maxRunsPerHour: 6       | cooldown: 1s         | 31:3 | key 'limits.cooldown' is written twice
            lease: 1h               | lease: &a 1h         | 16:1 | anchors and aliases are not allowed; write the value out
            lease: 1h               | lease: !env HOME     | 16:1 | tag !env is not allowed; remove it
            """)
    void refusesADescriptorThatIsNotRight(String text, String replacement, String at, String flaw) throws IOException {
        // Given
        Path copy = Shipped.copy(folder, text, replacement);
        // When
        RunbookLoader.Loaded loaded = RunbookLoader.load(folder);
        // Then
        assertThat(loaded.runbooks()).isEmpty();
        assertThat(loaded.flaws())
                .extracting(Flaw::toString)
                .contains(copy.resolve("runbook.yaml") + ":" + at + ": " + flaw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: tier-downgrade",
                "step: set",
                "lease: 1h",
                "  after: 10m",
                "  cooldown: 15m",
                "autonomy: approve"
            })
    void hasNoDefaults(String line) throws IOException {
        Shipped.copy(folder, line + "\n", "\n");
        String key = line.strip().substring(0, line.strip().indexOf(':'));
        assertThat(RunbookLoader.load(folder).flaws())
                .anySatisfy(flaw -> assertThat(flaw.reason()).matches("(\\w+\\.)?" + key + " is missing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            - to:\\n            id: flag     | - toD:\\n            id: flag | 25:11 | [0].route.from.steps[3].toD is not allowed in a runbook; allowed are filter, to
            - to:\\n            id: flag     | - script:\\n            id: flag | 25:11 | [0].route.from.steps[3].script is not allowed in a runbook; allowed are filter, to
            - to:\\n            id: flag     | - bean:\\n            id: flag | 25:11 | [0].route.from.steps[3].bean is not allowed in a runbook; allowed are filter, to
            - to:\\n            id: flag     | - recipientList:\\n            id: flag | 25:11 | [0].route.from.steps[3].recipientList is not allowed in a runbook; allowed are filter, to
            - to:\\n            id: flag     | - log: hello\\n        - to:\\n            id: flag | 25:11 | [0].route.from.steps[3].log is not allowed in a runbook; allowed are filter, to
            uri: tocsin-edge:flag            | uri: http://example.com | 27:13 | [0].route.from.steps[3].to.uri may not send to 'http:'; everything it does goes through tocsin-edge:
            uri: tocsin-edge:flag            | uri: file:/tmp | 27:13 | [0].route.from.steps[3].to.uri may not send to 'file:'; everything it does goes through tocsin-edge:
            uri: tocsin-edge:flag            | uri: direct:tier-downgrade | 27:13 | [0].route.from.steps[3].to.uri may not send to 'direct:'; everything it does goes through tocsin-edge:
            uri: tocsin-edge:flag            | uri: '{{env:TARGET}}' | 27:13 | [0].route.from.steps[3].to.uri may not send to '{{env:'; everything it does goes through tocsin-edge:
            uri: tocsin-edge:flag            | uri: tocsin-edge:flagg | 27:13 | [0].route.from.steps[3].to.uri names no operation of the edge, was 'flagg'; did you mean 'flag'?
            uri: tocsin-edge:flag            | uri: tocsin-edge:flag?flag=x | 27:13 | [0].route.from.steps[3].to.uri must not carry a '?'; write what follows it under 'parameters:'
            tier: economy                    | tier: econmy                          | 24:15 | [0].route.from.steps[2].to.parameters.tier must be one of premium, standard, economy, was 'econmy'; did you mean 'economy'?
            tier: economy                    | teir: economy                         | 24:15 | unknown key '[0].route.from.steps[2].to.parameters.teir'; did you mean 'tier'?
            tier: economy                    | tier: '{{env:HOME}}'                  | 24:15 | [0].route.from.steps[2].to.parameters.tier must be one of premium, standard, economy, was '{{env:HOME}}'
            uri: direct:tier-downgrade       | uri: timer:tick                       | 6:7 | [0].route.from.uri must be 'direct:tier-downgrade', was 'timer:tick'
            id: tier-downgrade               | id: other                             | 3:5  | [0].route.id must be 'tier-downgrade', was 'other'
            id: tier-downgrade               | id: tier-downgrade\\n    errorHandler: {} | 4:5 | unknown key '[0].route.errorHandler'; known are description, from, id
            uri: tocsin-edge:guard           | uri: tocsin-edge:flag                 | 8:11  | [0].route.from.steps[0].to has no parameters; flag needs flag, value
            """)
    void refusesARouteThatMightDoHarm(String text, String replacement, String at, String flaw) throws IOException {
        // Given
        Path copy = Shipped.copy(folder, text.replace("\\n", "\n"), replacement.replace("\\n", "\n"));
        // When
        RunbookLoader.Loaded loaded = RunbookLoader.load(folder);
        // Then
        assertThat(loaded.runbooks()).isEmpty();
        assertThat(loaded.flaws())
                .extracting(Flaw::toString)
                .contains(copy.resolve("route.yaml") + ":" + at + ": " + flaw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${header.tocsinMode} == 'ACT'",
                "${bean:shell} == 'x'",
                "${camelContext.stop} == 'x'",
                "${exchangeProperty.tocsinWalk} == 'x'",
                "${header.tocsinTarget.class} == 'x'",
                "${header.tocsinTarget} == '${sysenv.HOME}'",
                "${header.tocsinTarget} =~ 'x'",
                "true",
            })
    void refusesAConditionThatLooksAtMoreThanTheWalksHeaders(String condition) throws IOException {
        Path copy = filtered(condition);
        assertThat(RunbookLoader.load(folder).flaws())
                .extracting(Flaw::toString)
                .singleElement()
                .asString()
                .startsWith(
                        copy.resolve("route.yaml")
                                + ":10:13: [0].route.from.steps[1].filter.simple must be a comparison of the walk's headers with words");
    }

    @Test
    void takesAConditionOnTheWalksHeaders() throws IOException {
        filtered("${header.tocsinTargetKind} == 'user' && ${header.tocsinTarget} != 'anna'");
        assertThat(RunbookLoader.load(folder).flaws()).isEmpty();
    }

    private Path filtered(String condition) throws IOException {
        Path copy = Shipped.copy(folder, "lease: 1h", "lease: 2h");
        Files.writeString(copy.resolve("route.yaml"), """
                - route:
                    id: tier-downgrade
                    from:
                      uri: direct:tier-downgrade
                      steps:
                        - to:
                            uri: tocsin-edge:guard
                        - filter:
                            id: some
                            simple: "%s"
                            steps:
                              - to:
                                  uri: tocsin-edge:flag
                                  parameters:
                                    flag: llm.tier.{target}
                                    value: economy
                """.formatted(condition));
        return copy;
    }

    @Test
    void wantsTheGuardFirst() throws IOException {
        Path copy = Shipped.copy(folder, "lease: 1h", "lease: 2h");
        Files.writeString(copy.resolve("route.yaml"), """
                - route:
                    id: tier-downgrade
                    from:
                      uri: direct:tier-downgrade
                      steps:
                        - to:
                            uri: tocsin-edge:flag
                            parameters: {flag: 'llm.tier.{target}', value: economy}
                """);
        assertThat(RunbookLoader.load(folder).flaws())
                .extracting(Flaw::reason)
                .containsExactly("[0] must begin with tocsin-edge:guard");
    }

    @Test
    void wantsTheDeclaredKindToBeThatOfTheRoute() throws IOException {
        Shipped.copy(folder, "step: set", "step: read");
        assertThat(RunbookLoader.load(folder).flaws())
                .extracting(Flaw::reason)
                .containsExactly("[0] has 'set' as its strongest step, but runbook.yaml says step 'read'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runbook.yaml", "route.yaml", "README.md"})
    void wantsAllThreeFiles(String file) throws IOException {
        Path copy = Shipped.copy(folder, "lease: 1h", "lease: 2h");
        Files.delete(copy.resolve(file));
        assertThat(RunbookLoader.load(folder).flaws())
                .containsExactly(new Flaw(
                        Place.of(copy.resolve(file).toString()),
                        "the file is missing",
                        "a runbook is runbook.yaml, route.yaml, README.md"));
    }

    @Test
    void doesNotOverlookAMisspeltFile() throws IOException {
        Path misspelt = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(misspelt.resolve("runbok.yml"), "name: mine");
        assertThat(RunbookLoader.load(folder).flaws()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "[", "a: b: c", "- x", "just words", "a: 1\n---\nb: 2"})
    void answersWhatIsNoDescriptorWithALine(String text) throws IOException {
        Path copy = Shipped.copy(folder, "lease: 1h", "lease: 2h");
        Files.writeString(copy.resolve("runbook.yaml"), text);
        assertThat(RunbookLoader.load(folder).flaws())
                .isNotEmpty()
                .allMatch(flaw -> flaw.place().toString().matches(".*:\\d+:\\d+"));
    }

    @Test
    void answersAFolderThatIsNotThereWithAFlaw() {
        assertThat(RunbookLoader.load(folder.resolve("gone")).flaws()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void survivesAnyDamage(long seed) throws IOException {
        Path copy = Shipped.copy(folder, "lease: 1h", "lease: 2h");
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            String file = List.of("runbook.yaml", "route.yaml").get(random.nextInt(2));
            StringBuilder text = new StringBuilder(Files.readString(Shipped.FOLDER.resolve(file)));
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                text.setCharAt(random.nextInt(text.length()), "{}[]:-&*!#'\" \n\tax0".charAt(random.nextInt(18)));
            }
            Files.writeString(copy.resolve(file), text);
            RunbookLoader.Loaded loaded = RunbookLoader.load(folder);
            assertThat(loaded.runbooks().size() == 1).isEqualTo(loaded.flaws().isEmpty());
        }
    }
}
