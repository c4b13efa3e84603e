// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The one configuration members run with: everything off that is not needed, seconds instead of minutes. There is no
 * endpoint for clients or for REST, and nothing listens but the member's port on one address.
 */
final class HardenedConfig {
    /**
     * Times in seconds unless the key says otherwise. Hazelcast's own defaults: 300, 120, 60,000 ms, 600.
     *
     * <p>The claim's timeout is also how often the next oldest asks the others whether they know that the oldest is gone, the
     * first 14 times within half a second: with 10 it dropped whoever noticed 31 ms later (two of twelve deaths, 2026-11-27).
     */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("hazelcast.logging.type", "slf4j"),
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.shutdownhook.enabled", "false"),
            Map.entry("hazelcast.socket.bind.any", "false"),
            Map.entry("hazelcast.jmx", "false"),
            Map.entry("hazelcast.mastership.claim.timeout.seconds", "30"),
            Map.entry("hazelcast.partial.member.disconnection.resolution.heartbeat.count", "5"),
            Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "10"),
            Map.entry("hazelcast.max.join.seconds", "120"),
            Map.entry("hazelcast.wait.seconds.before.join", "1"),
            Map.entry("hazelcast.max.wait.seconds.before.join", "3"),
            Map.entry("hazelcast.tcp.join.port.try.count", "1"),
            Map.entry("hazelcast.socket.connect.timeout.seconds", "2"),
            Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
            Map.entry("hazelcast.graceful.shutdown.max.wait", "10"));

    private static final int CONNECT_SECONDS = 2;
    private static final int QUEUED_CALLS_PER_THREAD = 64;

    /**
     * Exceptions of Hazelcast travel as serialised Java: these, what they hold, and nothing else. One that is missing
     * makes its operation wait for the timeout.
     */
    static final String[] TRAVELLING = {
        "java.lang.Throwable",
        "java.lang.Exception",
        "java.lang.RuntimeException",
        "java.lang.Error",
        "java.lang.StackTraceElement",
        "[Ljava.lang.StackTraceElement;",
        "[Ljava.lang.Throwable;",
        "java.lang.IllegalStateException",
        "java.lang.IllegalArgumentException",
        "java.lang.UnsupportedOperationException",
        "java.lang.NullPointerException",
        "java.lang.ClassCastException",
        "java.lang.ClassNotFoundException",
        "java.lang.ReflectiveOperationException",
        "java.lang.InterruptedException",
        "java.lang.SecurityException",
        "java.io.IOException",
        "java.io.InvalidClassException",
        "java.io.ObjectStreamException",
        "java.util.ArrayList",
        "java.util.Collections$EmptyList",
        "java.util.Collections$UnmodifiableCollection",
        "java.util.Collections$UnmodifiableList",
        "java.util.Collections$UnmodifiableRandomAccessList",
        "java.util.concurrent.CancellationException",
        "java.util.concurrent.ExecutionException",
        "java.util.concurrent.RejectedExecutionException",
        "java.util.concurrent.TimeoutException",
        "com.hazelcast.config.InvalidConfigurationException",
        "com.hazelcast.internal.cluster.impl.ClusterTopologyChangedException",
        "com.hazelcast.internal.cluster.impl.ConfigMismatchException",
        "com.hazelcast.internal.cluster.impl.MasterNodeChangedException",
        "com.hazelcast.internal.cluster.impl.VersionMismatchException",
        "com.hazelcast.internal.partition.PartitionStateVersionMismatchException",
        "com.hazelcast.internal.serialization.impl.compact.ReflectiveCompactSerializationUnsupportedException",
        "com.hazelcast.splitbrainprotection.SplitBrainProtectionException"
    };

    private static final String[] TRAVELLING_PACKAGES = {
        "com.hazelcast.core",
        "com.hazelcast.spi.exception",
        "com.hazelcast.nio.serialization",
        "com.hazelcast.partition"
    };

    private HardenedConfig() {}

    static Config of(MemberSettings settings, List<CompactSerializer<?>> serializers) {
        Config config = new Config();
        PROPERTIES.forEach(config::setProperty);
        config.setProperty("hazelcast.partition.count", Integer.toString(settings.cells()));
        config.setProperty(
                "hazelcast.heartbeat.interval.seconds",
                seconds(settings.heartbeats().every()));
        config.setProperty(
                "hazelcast.max.no.heartbeat.seconds",
                seconds(settings.heartbeats().missingAfter()));
        config.setClusterName(settings.cluster());
        config.getMemberAttributeConfig().setAttribute(Peer.NAME, settings.name());
        settings.labels()
                .forEach((key, value) -> config.getMemberAttributeConfig().setAttribute(Peer.LABEL + key, value));
        config.setAdvancedNetworkConfig(network(settings));
        switchOff(config);
        serialization(config, serializers);
        for (Executor executor : Executor.values()) {
            config.addExecutorConfig(new ExecutorConfig(executor.id(), executor.threads())
                    .setQueueCapacity(executor.threads() * QUEUED_CALLS_PER_THREAD)
                    .setStatisticsEnabled(false));
        }
        return config;
    }

    private static String seconds(Duration span) {
        return Long.toString(span.toSeconds());
    }

    private static void switchOff(Config config) {
        config.getJetConfig().setEnabled(false).setResourceUploadEnabled(false);
        config.getCPSubsystemConfig().setCPMemberCount(0);
        config.getRestConfig().setEnabled(false);
        config.getMetricsConfig().setEnabled(false);
        config.getNamespacesConfig().setEnabled(false);
        config.getInstanceTrackingConfig().setEnabled(false);
        config.getManagementCenterConfig()
                .setScriptingEnabled(false)
                .setConsoleEnabled(false)
                .setDataAccessEnabled(false);
    }

    private static AdvancedNetworkConfig network(MemberSettings settings) {
        AdvancedNetworkConfig network = new AdvancedNetworkConfig().setEnabled(true);
        network.getEndpointConfigs().clear();
        network.setMemberEndpointConfig((ServerSocketEndpointConfig) new ServerSocketEndpointConfig()
                .setPort(settings.port())
                .setPortAutoIncrement(false)
                .setReuseAddress(true)
                .setSocketConnectTimeoutSeconds(CONNECT_SECONDS));
        network.getMemberAddressProviderConfig()
                .setEnabled(true)
                .setImplementation(new OneAddress(settings.host(), settings.port()));
        return network.setJoin(join(settings));
    }

    private static JoinConfig join(MemberSettings settings) {
        JoinConfig join = new JoinConfig();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        return settings.join()
                .match(
                        hosts -> {
                            join.getTcpIpConfig()
                                    .setEnabled(true)
                                    .setConnectionTimeoutSeconds(CONNECT_SECONDS)
                                    .setMembers(hosts.addresses());
                            return join;
                        },
                        headless -> {
                            join.getKubernetesConfig()
                                    .setEnabled(true)
                                    .setProperty("service-dns", headless.service())
                                    .setProperty("service-port", Integer.toString(settings.port()));
                            return join;
                        });
    }

    private static void serialization(Config config, List<CompactSerializer<?>> serializers) {
        config.getSerializationConfig().setJavaSerializationFilterConfig(travelling());
        config.getSerializationConfig().getCompactSerializationConfig().setZeroConfigFilter(nothing());
        config.getSqlConfig().setJavaReflectionFilterConfig(nothing());
        serializers.forEach(config.getSerializationConfig().getCompactSerializationConfig()::addSerializer);
    }

    private static JavaSerializationFilterConfig travelling() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig().setDefaultsDisabled(true);
        filter.getWhitelist().addClasses(TRAVELLING).addPackages(TRAVELLING_PACKAGES);
        return filter;
    }

    /** An empty list would mean everything, so it names a class that does not exist. */
    private static JavaSerializationFilterConfig nothing() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig().setDefaultsDisabled(true);
        filter.getWhitelist().addClasses("io.tocsin.None");
        return filter;
    }
}
