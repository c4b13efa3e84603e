// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.EndpointConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.YamlConfigBuilder;
import com.hazelcast.instance.EndpointQualifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration as it is written down for readers, against the one that runs. */
class WrittenConfigTest {
    private static final Join HOSTS = new Join.Hosts(List.of("10.0.0.1:5701", "10.0.0.2:5701", "10.0.0.3:5701"));
    private static final Map<String, MemberSettings> RUNNING = Map.of(
            "one-node", settings("127.0.0.1", new Join.Hosts(List.of("127.0.0.1:5701"))),
            "static-hosts", settings("10.0.0.1", HOSTS),
            "kubernetes", settings("10.0.0.1", new Join.Headless("tocsin-members.tocsin.svc.cluster.local")));

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "static-hosts", "kubernetes"})
    void saysWhatRuns(String file) throws IOException {
        MemberSettings settings = Optional.ofNullable(RUNNING.get(file)).orElseThrow();
        Config running = HardenedConfig.of(settings, List.of());
        Config written = read(file);

        assertThat(written.getClusterName()).isEqualTo(running.getClusterName());
        assertThat(written.getProperties()).isEqualTo(running.getProperties());
        assertThat(written.getSerializationConfig()).isEqualTo(running.getSerializationConfig());
        assertThat(written.getSqlConfig().getJavaReflectionFilterConfig())
                .isEqualTo(running.getSqlConfig().getJavaReflectionFilterConfig());
        assertThat(written.getManagementCenterConfig()).isEqualTo(running.getManagementCenterConfig());
        assertThat(written.getMetricsConfig().isEnabled()).isFalse();
        assertThat(written.getJetConfig()).isEqualTo(running.getJetConfig());
        assertThat(written.getRestConfig().isEnabled()).isFalse();
        assertThat(written.getNamespacesConfig()).isEqualTo(running.getNamespacesConfig());
        assertThat(written.getInstanceTrackingConfig()).isEqualTo(running.getInstanceTrackingConfig());
        assertThat(written.getCPSubsystemConfig().getCPMemberCount()).isZero();
        for (Executor executor : Executor.values()) {
            assertThat(written.getExecutorConfigs().get(executor.id()))
                    .isEqualTo(running.getExecutorConfigs().get(executor.id()));
        }
        network(written, running, settings.host());
    }

    private static void network(Config written, Config running, String host) {
        assertThat(written.getAdvancedNetworkConfig().isEnabled()).isTrue();
        assertThat(written.getAdvancedNetworkConfig().getEndpointConfigs()).containsOnlyKeys(EndpointQualifier.MEMBER);
        ServerSocketEndpointConfig there = endpoint(written);
        assertThat(there.getPort()).isEqualTo(endpoint(running).getPort());
        assertThat(there.isPortAutoIncrement()).isFalse();
        assertThat(there.getInterfaces().getInterfaces()).containsExactly(host);
        JoinConfig join = written.getAdvancedNetworkConfig().getJoin();
        JoinConfig expected = running.getAdvancedNetworkConfig().getJoin();
        assertThat(join.isAutoDetectionEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getTcpIpConfig()).isEqualTo(expected.getTcpIpConfig());
        assertThat(join.getKubernetesConfig().isEnabled())
                .isEqualTo(expected.getKubernetesConfig().isEnabled());
        assertThat(join.getKubernetesConfig().getProperties())
                .isEqualTo(expected.getKubernetesConfig().getProperties());
    }

    private static ServerSocketEndpointConfig endpoint(Config config) {
        EndpointConfig member =
                config.getAdvancedNetworkConfig().getEndpointConfigs().get(EndpointQualifier.MEMBER);
        return assertThat(member)
                .asInstanceOf(InstanceOfAssertFactories.type(ServerSocketEndpointConfig.class))
                .actual();
    }

    private static Config read(String file) throws IOException {
        Path path = Path.of("../../cluster-config/hazelcast").resolve(file + ".yaml");
        try (InputStream in = Files.newInputStream(path)) {
            return new YamlConfigBuilder(in).build();
        }
    }

    private static MemberSettings settings(String host, Join join) {
        return new MemberSettings("tocsin", "a", host, 5701, join, 3, 8, Map.of());
    }
}
