// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.app.settings.bind.Bound;
import io.tocsin.app.settings.bind.Layers;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.settings.bind.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String TOKEN = "0123456789abcdef-token";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("TOKEN", TOKEN, "KEY", "0123456789abcdef0123456789abcdef", "SHORT", "abc");

    @TempDir
    private Path folder;

    @Test
    void aFileIsNotNeeded() {
        // When
        Settings settings =
                Settings.load(layers(Optional.empty(), Map.of(), Map.of())).value();

        // Then
        assertThat(settings.server().host()).isEqualTo("127.0.0.1");
        assertThat(settings.server().port()).isEqualTo(7420);
        assertThat(settings.rulesDir()).isEqualTo(Path.of("/opt/tocsin/rules"));
        assertThat(settings.thresholds()).isEqualTo(Path.of("/opt/tocsin/rules/thresholds.yaml"));
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("data"));
    }

    @Test
    void readsEveryKindOfValue() throws IOException {
        // When
        Settings settings = load("""
                server:
                  base-url: https://tocsin.example
                  tokens: {anna: "${env:TOKEN}"}
                  webhooks: {alertmanager: ["${env:TOKEN}", "${env:KEY}"], litellm: "${env:KEY}"}
                  max-body: 2MiB
                  request-timeout: 90s
                data-dir: var
                receivers:
                  oncall: {type: pagerduty, routing-key: "${env:KEY}"}
                  chat: {type: slackops, bot-token: "${env:TOKEN}", channel: "#llm", timeout: 3s}
                routes:
                  page: oncall
                  chat: [chat]
                  fallback: chat
                  matches:
                    - when: {severity: critical, team: search}
                      receivers: [oncall, chat]
                log: {format: json, level: warn}
                """).value();

        // Then
        assertThat(settings.server().maxBody().bytes()).isEqualTo(2L << 20);
        assertThat(settings.server().requestTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.server().webhooks().get("alertmanager")).hasSize(2);
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("var"));
        assertThat(settings.receivers().get("oncall")).isInstanceOf(ReceiverSettings.PagerDuty.class);
        assertThat(settings.routes().page()).containsExactly("oncall");
        assertThat(settings.routes().matches())
                .containsExactly(new RoutingSettings.Match(
                        Map.of("severity", "critical", "team", "search"), List.of("oncall", "chat")));
        assertThat(settings.log().format()).isEqualTo(LogSettings.Format.JSON);
    }

    @Test
    void aFlagBeatsTheEnvironmentWhichBeatsTheFile() throws IOException {
        // Given
        Path file = write("server:\n  port: 1001\n  host: localhost\n  max-connections: 7\n");
        Map<String, String> environment = Map.of("TOCSIN_SERVER_PORT", "1002", "TOCSIN_SERVER_HOST", "127.0.0.2");
        Map<String, Layers.Flag> flags = Map.of("server.port", new Layers.Flag("--port", "1003"));

        // When
        Bound<Settings> bound = Settings.load(layers(Optional.of(file), environment, flags));

        // Then
        assertThat(bound.lines())
                .contains(
                        new Bound.Line("server.port", "1003", "flag --port"),
                        new Bound.Line("server.host", "127.0.0.2", "environment TOCSIN_SERVER_HOST"),
                        new Bound.Line("server.max-connections", "7", file + ":4:3"),
                        new Bound.Line("workers", "2", "built-in"));
        assertThat(bound.value().server().port()).isEqualTo(1003);
    }

    @Test
    void variablesOfAContainerPlatformAreLeftAlone() {
        // When
        Map<String, String> environment =
                Map.of("TOCSIN_SERVICE_HOST", "10.0.0.1", "TOCSIN_PORT", "tcp://10.0.0.1:7420");

        // Then
        assertThat(Settings.load(layers(Optional.empty(), environment, Map.of()))
                        .value()
                        .server()
                        .port())
                .isEqualTo(7420);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server: {prot: 1}                       | : unknown key 'server.prot'; did you mean 'port'?",
                "sever: {port: 1}                        | : unknown key 'sever'; did you mean 'server'?",
                "server: {port: seven}                   | : server.port must be a whole number, was 'seven'",
                "server: {port: 70000}                   | : server.port must lie in 0..65535, was 70000",
                "server: {host: 0.0.0.0}                 | : server.host is 0.0.0.0, which other machines can reach",
                "server: {max-body: 8MB}                 | : server.max-body must be a size such as 256KiB",
                "server: {base-url: tocsin}              | : server.base-url must be an address",
                "streams: {k: {topic: calls}} | : streams.k.brokers must name at least one broker",
                "streams: {k: {brokers: 'kafka', topic: calls}} | : streams.k.brokers must be host:port, was 'kafka'",
                "streams: {k: {brokers: 'k:9092', topic: calls, tool: grafan}} | : streams.k.tool is no tool; did you mean",
                "streams: {k: {brokers: 'k:9092', topic: calls, protocol: sasl-ssl}} | : streams.k.user and password are needed",
                "streams: {k: {brokers: 'k:9092', topic: calls, form: end}} | : unknown key 'streams.k.form'; did you mean 'from'",
                "pollers: {s: {type: statuspag}} | : pollers.s.type is 'statuspag'; did you mean 'statuspage'?",
                "pollers: {s: {type: statuspage}} | : pollers.s.url is missing",
                "pollers: {s: {type: statuspage, url: 'http://x.example/s'}} | : pollers.s.url must be https, or http to this",
                "pollers: {s: {type: statuspage, url: 'https://x.example/s', interval: 1s}} | : pollers.s.interval must lie in",
                "pollers: {c: {type: anthropic-cost, admin-key: sk-1}} | : pollers.c.admin-key must be ${env:NAME}",
                "pollers: {C: {type: statuspage, url: 'https://x.example/s'}} | : pollers.C must be named with lower case",
                "server: {tokens: {a: secret}}           | : server.tokens.a must be ${env:NAME} or ${file:/path}",
                "server: {tokens: {a: '${env:NONE}'}}   | : server.tokens.a names ${env:NONE}, which is not set",
                "server: {tokens: {a: '${env:SHORT}'}}  | : server.tokens.a must have at least 16 characters, had 3",
                "server: {tokens: {a: '${file:/no}'}}   | : server.tokens.a names the file /no, which cannot be read",
                "server: {webhooks: {litelm: '${env:TOKEN}'}} | : server.webhooks.litelm is no source; did you mean 'litellm'?",
                "sources: {Grafana: {auth: {type: bearer, secrets: '${env:TOKEN}'}}} | : sources.Grafana must be named with lower",
                "sources: {litelm: {auth: {type: bearer, secrets: '${env:TOKEN}'}}} | : sources.litelm is no tool, so it needs the key tool; did you mean 'litellm'?",
                "sources: {a: {tool: litelm, auth: {type: bearer, secrets: '${env:TOKEN}'}}} | : sources.a.tool is no tool; did you mean 'litellm'?",
                "sources: {litellm: {}}                  | : sources.litellm.auth.type is missing; it is one of secret-path, bearer",
                "sources: {litellm: {auth: {type: slack}}} | : sources.litellm.auth.type is 'slack'; ",
                "sources: {litellm: {auth: {type: bearer}}} | : sources.litellm.auth.secrets must hold at least one",
                "sources: {litellm: {auth: {type: bearer, secrets: abc}}} | : sources.litellm.auth.secrets must be ${env:NAME}",
                "sources: {litellm: {auth: {type: bearer, secrets: '${env:SHORT}'}}} | : sources.litellm.auth.secrets must have at least 16 characters each, had 3",
                "sources: {litellm: {auth: {type: sns}}} | : sources.litellm.auth.topics must name at least one topic",
                "sources: {litellm: {auth: {type: sns, topics: 'arn:x'}}} | : sources.litellm.auth.topics must be ARNs",
                "sources: {litellm: {auth: {type: standard-webhooks, secrets: '${env:TOKEN}'}}} | : sources.litellm.auth.secrets must be whsec_",
                "sources: {litellm: {auth: {type: hmac, header: 'X Y', secrets: '${env:TOKEN}'}}} | : sources.litellm.auth.header must be the name of a header",
                "sources: {litellm: {auth: {type: hmac, header: X, signed-text: '{body}!', secrets: '${env:TOKEN}'}}} | : sources.litellm.auth.signed-text must end with {body}",
                "sources: {litellm: {auth: {type: hmac, header: X, signed-text: '{id}{body}', secrets: '${env:TOKEN}'}}} | : sources.litellm.auth.signed-text must have {id} exactly when id-header",
                "sources: {litellm: {mode: dry, auth: {type: bearer, secrets: '${env:TOKEN}'}}} | : sources.litellm.mode must be one of live, test",
                "sources: {litellm: {per-second: 0, auth: {type: bearer, secrets: '${env:TOKEN}'}}} | : sources.litellm.per-second must lie in 1..100000, was 0",
                "sources: {litellm: {replay-window: 1h, auth: {type: bearer, secrets: '${env:TOKEN}'}}} | : sources.litellm.replay-window must lie in 10s..10m, was 3600s",
                "{server: {webhooks: {litellm: '${env:TOKEN}'}}, sources: {litellm: {auth: {type: bearer, secrets: '${env:TOKEN}'}}}} | : sources.litellm also stands under server.webhooks",
                "workers: 0                              | : workers must lie in 1..64, was 0",
                "cluster: {enabled: true, member: a, members: ['a@h:1']} | : ledger.url must be set: a cluster needs a PostgreSQL",
                "routes: {repeat-interval: 4x}           | : routes.repeat-interval must be a span such as",
                "routes: {page: [oncall]}                | : routes.page names the receiver 'oncall', which is not",
                "routes: {matches: [{when: {a: b}}]}     | : routes.matches.receivers must name at least one receiver",
                "receivers: {a: {type: pager}}           | : receivers.a.type is 'pager'; known are opsgenie",
                "receivers: {a: {routing-key: b}}        | : receivers.a.type is missing; it is one of pagerduty",
                "receivers: {a: {type: slackops, channel: b}} | : receivers.a.bot-token is missing",
                "receivers: {a: {type: pagerduty, routing-key: '${env:SHORT}'}} | : receivers.a.routing-key must have 32",
                "log: {level: loud}                      | : log.level must be one of error, warn, info, debug, was 'loud'",
                "ledger: {url: 'jdbc:mysql://db/tocsin'} | : ledger.url must be jdbc:postgresql://host:5432/database",
                "ledger: {url: 'jdbc:postgresql://db/t?password=x'} | : ledger.url must not name who connects",
                "ledger: {pool-size: 0}                  | : ledger.pool-size must lie in 1..50, was 0",
                "ledger: {deadline: 1m}                  | : ledger.deadline must lie in 100ms..10s, was 60000ms",
                "ledger: {password: '${env:TOKEN}'}      | : ledger.password needs ledger.url",
                "ledger: {password: secret}              | : ledger.password must be ${env:NAME} or ${file:/path}",
                "[a, b]                                  | 1:1: the file must hold keys",
                "server: &a {port: 1}                    | 1:1: anchors and aliases are not allowed",
                "server: {port: 1, port: 2}              | 1:19: key 'server.port' is written twice",
                "server: [                               | not YAML:",
            })
    void saysWhereAndWhatIsWrong(String yaml, String expected) throws IOException {
        // When
        SettingsException wrong = catchThrowableOfType(SettingsException.class, () -> load(yaml));

        // Then
        assertThat(wrong.getMessage()).startsWith(folder.toString()).contains(expected);
    }

    @Test
    void namesTheLineOfTheKeyAndNotOfWhatItHolds() throws IOException {
        // When
        SettingsException wrong =
                catchThrowableOfType(SettingsException.class, () -> load("# first\nsever:\n  port: 1\n"));

        // Then
        assertThat(wrong.getMessage()).contains("2:1: unknown key 'sever'");
    }

    @Test
    void saysWhereAndWhyAFileIsNoYaml() throws IOException {
        // When
        SettingsException wrong = catchThrowableOfType(SettingsException.class, () -> load("server:\n\tport: 1\n"));

        // Then
        assertThat(wrong.getMessage()).contains("2:1: not YAML: ").contains("found character '\\t(TAB)'");
    }

    @Test
    void namesEveryFlawAtOnceWithItsLine() throws IOException {
        // When
        SettingsException wrong = catchThrowableOfType(SettingsException.class, () -> load("""
                server:
                  port: x
                workers: y
                # a comment
                log:
                  level: z
                """));

        // Then
        assertThat(wrong.flaws()).hasSize(3);
        assertThat(wrong.flaws().get(0)).contains("tocsin.yaml:2:3: server.port");
        assertThat(wrong.flaws().get(1)).contains("tocsin.yaml:3:1: workers");
        assertThat(wrong.flaws().get(2)).contains("tocsin.yaml:6:3: log.level");
    }

    @Test
    void aSecretShowsNowhere() throws IOException {
        // When
        Bound<Settings> bound = load("server: {tokens: {anna: '${env:TOKEN}'}}");

        // Then
        assertThat(bound.value().server().tokens()).containsEntry("anna", new Secret(TOKEN));
        assertThat(bound.toString()).doesNotContain(TOKEN).contains("${env:TOKEN}");
    }

    @Test
    void aSecretFileIsReadWithoutItsNewline() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("token"), TOKEN + "\n");

        // When
        Settings settings =
                load("server: {tokens: {anna: '${file:" + secret + "}'}}").value();

        // Then
        assertThat(settings.server().tokens()).containsEntry("anna", new Secret(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedFilesAreRefusedInWords(long seed) throws IOException {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String whole = "server:\n  port: 7\n  tokens: {a: '${env:TOKEN}'}\nroutes: {page: []}\nlog: {level: info}\n";
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (int change = 0; change < 3; change++) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(1, 0x250));
            }

            // When
            try {
                load(damaged.toString());
            } catch (SettingsException wrong) {
                refused++;
                assertThat(wrong.flaws()).isNotEmpty().allMatch(flaw -> flaw.startsWith(folder.toString()));
            }
        }

        // Then
        assertThat(refused).isGreaterThan(100);
    }

    private Bound<Settings> load(String yaml) throws IOException {
        return Settings.load(layers(Optional.of(write(yaml)), ENVIRONMENT, Map.of()));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("tocsin.yaml"), yaml);
    }

    private Layers layers(Optional<Path> file, Map<String, String> environment, Map<String, Layers.Flag> flags) {
        return new Layers(flags, environment, file, Path.of("/opt/tocsin"), folder);
    }
}
