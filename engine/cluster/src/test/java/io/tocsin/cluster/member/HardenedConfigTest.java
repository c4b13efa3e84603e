// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.instance.EndpointQualifier;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HardenedConfigTest {
    private final Config config = HardenedConfig.of(
            new MemberSettings(
                    "tocsin", "a", "127.0.0.1", 5701, new Join.Hosts(List.of("127.0.0.1:5702")), 3, 8, Map.of()),
            List.of());

    @Test
    void nothingListensButTheMembersPort() {
        assertThat(config.getAdvancedNetworkConfig().isEnabled()).isTrue();
        assertThat(config.getAdvancedNetworkConfig().getEndpointConfigs()).containsOnlyKeys(EndpointQualifier.MEMBER);
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
        assertThat(config.getRestConfig().isEnabled()).isFalse();
        assertThat(config.getProperty("hazelcast.jmx")).isEqualTo("false");
    }

    @Test
    void onlyTheListIsAskedForMembers() {
        JoinConfig join = config.getAdvancedNetworkConfig().getJoin();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.isAutoDetectionEnabled()).isFalse();
        assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(join.getTcpIpConfig().getMembers()).containsExactly("127.0.0.1:5702");
    }

    @Test
    void whatRunsCodeOfOthersIsOff() {
        assertThat(config.getJetConfig().isEnabled()).isFalse();
        assertThat(config.getJetConfig().isResourceUploadEnabled()).isFalse();
        assertThat(config.getManagementCenterConfig().isScriptingEnabled()).isFalse();
        assertThat(config.getManagementCenterConfig().isConsoleEnabled()).isFalse();
        assertThat(config.getNamespacesConfig().isEnabled()).isFalse();
        assertThat(config.getCPSubsystemConfig().getCPMemberCount()).isZero();
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    }

    @Test
    void filtersRefuseWhatTheyDoNotName() {
        for (JavaSerializationFilterConfig filter : List.of(
                config.getSerializationConfig().getJavaSerializationFilterConfig(),
                config.getSerializationConfig().getCompactSerializationConfig().getZeroConfigFilter(),
                config.getSqlConfig().getJavaReflectionFilterConfig())) {
            assertThat(filter.isDefaultsDisabled()).isTrue();
            assertThat(filter.getWhitelist().isEmpty()).isFalse();
            assertThat(filter.getWhitelist().getPrefixes()).isEmpty();
            assertThat(filter.getWhitelist().isListed("java.lang.invoke.SerializedLambda"))
                    .isFalse();
            assertThat(filter.getWhitelist().isListed("java.util.PriorityQueue"))
                    .isFalse();
        }
    }

    @Test
    void whatMayTravelExists() throws ClassNotFoundException {
        for (String name : HardenedConfig.TRAVELLING) {
            assertThat(Serializable.class).isAssignableFrom(Class.forName(name));
        }
    }

    @Test
    void aDeadMemberIsGivenUpInSeconds() {
        assertThat(config.getProperty("hazelcast.heartbeat.interval.seconds")).isEqualTo("1");
        assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("5");
        assertThat(config.getProperty("hazelcast.partial.member.disconnection.resolution.heartbeat.count"))
                .isEqualTo("5");
        assertThat(config.getProperty("hazelcast.partition.count")).isEqualTo("8");
    }

    @Test
    void heartbeatsAreAsSet() {
        Heartbeats slow = new Heartbeats(Duration.ofSeconds(5), Duration.ofSeconds(60));
        Config late = HardenedConfig.of(
                new MemberSettings("tocsin", "a", "127.0.0.1", 5701, new Join.Hosts(List.of()), 3, 8, slow, Map.of()),
                List.of());

        assertThat(late.getProperty("hazelcast.heartbeat.interval.seconds")).isEqualTo("5");
        assertThat(late.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("60");
    }
}
