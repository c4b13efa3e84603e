// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Layers;
import io.tocsin.app.settings.bind.SettingsException;
import io.tocsin.cluster.member.Heartbeats;
import io.tocsin.cluster.member.Join;
import io.tocsin.cluster.member.MemberSettings;
import io.tocsin.server.tunnel.TunnelSettings;
import io.tocsin.server.tunnel.TunnelSettings.Credentials;
import io.tocsin.server.tunnel.TunnelSettings.Endpoint;
import io.tocsin.server.tunnel.TunnelSettings.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {
    private static final Map<String, String> LABELS = Map.of("settings", "abc");
    private static final String THREE = "members: ['a@10.0.0.1:5701', 'b@10.0.0.2:5702', 'c@c.internal:5703']";

    private static final String LEDGER = "ledger: {url: 'jdbc:postgresql://127.0.0.1:5432/tocsin'}\n";

    @TempDir
    private Path folder;

    @Test
    void aNodeIsOnItsOwnUnlessTold() throws IOException {
        assertThat(membership("{}", Map.of())).isEmpty();
        assertThat(membership("{member: a, " + THREE + "}", Map.of())).isEmpty();
    }

    @Test
    void aListedMemberBindsItsHostAndJoinsTheList() throws IOException {
        Membership membership = membership(
                        "{enabled: true, port: 5702, " + THREE + "}",
                        Map.of("TOCSIN_CLUSTER_MEMBER", "b", "TOCSIN_CLUSTER_HOST", "10.0.0.2"))
                .orElseThrow();
        Join join = new Join.Hosts(List.of("10.0.0.1:5701", "10.0.0.2:5702", "c.internal:5703"));
        assertThat(membership.member())
                .isEqualTo(new MemberSettings("tocsin", "b", "10.0.0.2", 5702, join, 3, 8, LABELS));
        assertThat(membership.tunnel()).isEmpty();
    }

    @Test
    void heartbeatsAreAsSet() throws IOException {
        Membership membership = membership(
                        "{enabled: true, member: a, heartbeat: 5s, missing-after: 1m, " + THREE + "}", Map.of())
                .orElseThrow();
        assertThat(membership.member().heartbeats())
                .isEqualTo(new Heartbeats(Duration.ofSeconds(5), Duration.ofSeconds(60)));
    }

    @Test
    void aMemberInKubernetesAsksTheNameOfTheService() throws IOException {
        Membership membership = membership(
                        "{enabled: true, name: llm, size: 5, kubernetes: {service: llm-members.tocsin.svc}}",
                        Map.of("TOCSIN_CLUSTER_MEMBER", "llm-0", "TOCSIN_CLUSTER_HOST", "10.4.0.7"))
                .orElseThrow();
        Join join = new Join.Headless("llm-members.tocsin.svc");
        assertThat(membership.member())
                .isEqualTo(new MemberSettings("llm", "llm-0", "10.4.0.7", 5701, join, 5, 8, LABELS));
    }

    @Test
    void withATunnelMembersSpeakToLoopbackAddressesByTheirPlace() throws IOException {
        Membership membership = membership(
                        "{enabled: true, member: b, host: 0.0.0.0, port: 6701, " + THREE
                                + ", tunnel: {enabled: true, key: k.pem, certificate: c.pem, trust: t.pem}}",
                        Map.of())
                .orElseThrow();
        Join join = new Join.Hosts(List.of("127.1.0.1:5701", "127.1.0.2:5701", "127.1.0.3:5701"));
        assertThat(membership.member())
                .isEqualTo(new MemberSettings("tocsin", "b", "127.1.0.2", 5701, join, 3, 8, LABELS));
        assertThat(membership.tunnel())
                .contains(new TunnelSettings(
                        new Endpoint("0.0.0.0", 6701),
                        new Endpoint("127.1.0.2", 5701),
                        List.of(
                                new Passage("a", new Endpoint("127.1.0.1", 5701), new Endpoint("10.0.0.1", 5701)),
                                new Passage("c", new Endpoint("127.1.0.3", 5701), new Endpoint("c.internal", 5703))),
                        new Credentials(folder.resolve("k.pem"), folder.resolve("c.pem"), folder.resolve("t.pem"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{enabled: true, members: ['a@h:1']}|cluster.member must be set in a cluster",
                "{enabled: true, member: a}|cluster.members or kubernetes.service must be set in a cluster",
                "{enabled: true, member: x, members: ['a@h:1']}|cluster.member is 'x', which is not under members",
                "{enabled: true, member: a, size: 2, members: ['a@h:1']}|cluster.size must be 1, the number of members",
                "{enabled: true, member: a, kubernetes: {service: s}}|cluster.size must be set when members are not listed",
                "{enabled: true, member: a, host: 0.0.0.0, members: ['a@h:1']}|cluster.host is 0.0.0.0, but without",
                "{enabled: true, member: a, size: 3, kubernetes: {service: s}, tunnel: {enabled: true, key: k,"
                        + " certificate: c, trust: t}}|cluster.members must be set when the tunnel is enabled",
                "{tunnel: {enabled: true, key: k, trust: t}}|cluster.tunnel.certificate must be set when",
                "{members: ['a@h:1', 'a@h:2']}|cluster.members must name each member once",
                "{members: ['a:1']}|cluster.members must be name@host:port, such as tocsin-1@10.0.0.1:5701, was 'a:1'",
                "{members: ['a@h:70000']}|cluster.members must be name@host:port",
                "{port: 0}|cluster.port must lie in 1..65535, was 0",
                "{heartbeat: 500ms}|cluster.heartbeat must be whole seconds, 1s to 10s, was 500ms",
                "{heartbeat: 11s}|cluster.heartbeat must be whole seconds, 1s to 10s, was 11000ms",
                "{missing-after: 2s}|cluster.missing-after must be whole seconds, from three heartbeats, which is 3s,",
                "{heartbeat: 2s}|cluster.missing-after must be whole seconds, from three heartbeats, which is 6s, to",
                "{missing-after: 121s}|to 120s, was 121000ms",
                "{size: 65}|cluster.size must lie in 0..64, was 65",
                "{name: 'a b'}|cluster.name must be letters",
                "{member: 'a b'}|cluster.member must be letters"
            })
    void whatCannotBeMeantIsRefused(String cluster, String message) {
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> membership(cluster, Map.of()));
        assertThat(refused).hasMessageContaining(message);
    }

    private Optional<Membership> membership(String cluster, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("tocsin.yaml"), "cluster: " + cluster + "\n" + LEDGER);
        Settings settings = Settings.load(new Layers(Map.of(), environment, Optional.of(file), folder, folder))
                .value();
        return Membership.of(settings.cluster(), 8, LABELS);
    }
}
