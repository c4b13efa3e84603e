// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintsTest {
    private static final String SHARED = """
            rules-dir: rules
            runbooks-dir: runbooks
            receivers:
              one: {type: pagerduty, routing-key: "${env:KEY}"}
              two: {type: pagerduty, routing-key: "${env:KEY}", timeout: 3s}
            routes:
              page: one
              matches:
                - when: {severity: critical, team: search, class: cost}
                  receivers: two
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("rules/cost"));
        Files.createDirectories(folder.resolve("runbooks/tier"));
        Files.writeString(folder.resolve("rules/cost/spend.drl"), "package a;");
        Files.writeString(folder.resolve("rules/thresholds.yaml"), "limits: 1");
        Files.writeString(folder.resolve("rules/prices.yaml"), "prices: 1");
        Files.writeString(folder.resolve("runbooks/tier/runbook.yaml"), "name: tier");
    }

    @Test
    void membersThatDifferInWhatIsTheirOwnAreAlike() throws IOException {
        // When
        Settings one = settings(SHARED + "data-dir: a\nworkers: 3\nserver: {port: 1}\n" + topic("consumers: 2"), "1");
        Settings other = settings(SHARED + "data-dir: b\nserver: {host: 127.0.0.2}\n" + topic("trust: b.pem"), "2");

        // Then
        assertThat(config(one)).isEqualTo(config(other)).matches("[0-9a-f]{64}");
        assertThat(Fingerprints.rules(one)).isEqualTo(Fingerprints.rules(other)).matches("[0-9a-f]{64}");
    }

    @Test
    void everyFileThatJudgesCounts() throws IOException {
        Settings settings = settings(SHARED, "1");
        for (String file : new String[] {"rules/cost/spend.drl", "rules/thresholds.yaml", "rules/prices.yaml"}) {
            String rules = Fingerprints.rules(settings);
            String config = config(settings);

            Files.writeString(folder.resolve(file), "changed: 1");

            assertThat(Fingerprints.rules(settings)).as(file).isNotEqualTo(rules);
            assertThat(config(settings)).as(file).isEqualTo(config);
        }
    }

    @Test
    void everythingThatActsOrPagesCounts() throws IOException {
        Settings before = settings(SHARED, "1");
        String config = config(before);
        String rules = Fingerprints.rules(before);

        assertThat(config(settings(SHARED.replace("3s", "4s"), "1"))).isNotEqualTo(config);
        assertThat(config(settings(SHARED.replace("search", "legal"), "1"))).isNotEqualTo(config);
        for (String more : List.of(
                topic("group: other").strip(),
                "server: {tenant: acme}",
                "cluster: {missing-after: 6s}",
                "cluster: {heartbeat: 2s, missing-after: 6s}")) {
            assertThat(config(settings(SHARED + more + "\n", "1"))).as(more).isNotEqualTo(config);
        }
        String source = "sources: {alertmanager: {auth: {type: bearer, secrets: '${env:KEY}'}}}\n";
        assertThat(config(settings(SHARED + source, "1")))
                .isNotEqualTo(config)
                .isEqualTo(config(settings(SHARED + source, "2")));
        assertThat(config(settings(SHARED + "automation: {targets: {hook: {url: 'https://hook.internal/'}}}\n", "1")))
                .isNotEqualTo(config);
        Files.writeString(folder.resolve("runbooks/tier/runbook.yaml"), "name: other");
        String changed = config(before);
        assertThat(changed).isNotEqualTo(config);
        Files.writeString(folder.resolve("rules/budgets.yaml"), "budgets: 1");
        assertThat(config(before)).isNotEqualTo(changed);
        assertThat(Fingerprints.rules(before)).isEqualTo(rules);
    }

    @Test
    void whoMayPushCountsAsItIsNowAndWhatNeedsARestartAsItWas() throws IOException {
        // Given
        String source = "sources: {alertmanager: {per-second: %d, auth: {type: bearer, secrets: '${env:KEY}'}}}\n";
        SharedConfig shared = new SharedConfig(settings(SHARED + source.formatted(1), "1"));
        String before = shared.get();

        // When
        Files.writeString(folder.resolve("rules/budgets.yaml"), "budgets: 1");
        shared.pushing(settings(SHARED.replace("3s", "4s") + source.formatted(2), "2"));

        // Then
        assertThat(shared.get()).isNotEqualTo(before);

        // When
        shared.pushing(settings(SHARED.replace("3s", "4s") + source.formatted(1), "2"));

        // Then
        assertThat(shared.get()).isEqualTo(before);
    }

    private static String topic(String more) {
        return "streams: {calls: {brokers: ['kafka:9092'], topic: calls, protocol: ssl, " + more + "}}\n";
    }

    private static String config(Settings settings) {
        return new SharedConfig(settings).get();
    }

    private Settings settings(String text, String key) throws IOException {
        Path file = Files.writeString(folder.resolve("tocsin.yaml"), text);
        Map<String, String> environment = Map.of("KEY", key.repeat(32));
        return Settings.load(new Layers(Map.of(), environment, Optional.of(file), folder, folder))
                .value();
    }
}
