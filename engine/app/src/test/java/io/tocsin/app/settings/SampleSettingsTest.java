// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.SourceTree;
import io.tocsin.app.settings.bind.Layers;
import io.tocsin.app.wiring.Membership;
import io.tocsin.app.wiring.People;
import io.tocsin.cluster.member.Join;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleSettingsTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(TOCSIN_[A-Z_]+)}");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void theSampleOfASingleNodeLoads() throws IOException {
        // Given
        Path sample = SourceTree.root().resolve("cluster-config/single-node/tocsin.yaml");
        Map<String, String> environment = VARIABLE.matcher(Files.readString(sample))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toMap(name -> name, name -> SECRET));

        // When
        Settings settings = Settings.load(new Layers(
                        Map.of(), environment, Optional.of(sample), Path.of("/usr/lib/tocsin"), Path.of("/")))
                .value();

        // Then
        assertThat(environment).hasSize(5);
        assertThat(settings.dataDir()).isEqualTo(Path.of("/var/lib/tocsin"));
        assertThat(settings.rulesDir()).isEqualTo(Path.of("/usr/lib/tocsin/rules"));
        assertThat(settings.server().webhooks()).containsOnlyKeys("alertmanager", "litellm");
        assertThat(People.receivers(settings)).hasSize(2);
    }

    @Test
    void theSampleOfAMemberLoads() throws IOException {
        // When
        Settings settings = load("cluster/tocsin.yaml", Map.of("TOCSIN_CLUSTER_MEMBER", "tocsin-2"));

        // Then
        Membership membership = Membership.of(settings.cluster(), 8, Map.of()).orElseThrow();
        assertThat(membership.member().host()).isEqualTo("127.1.0.2");
        assertThat(membership.member().size()).isEqualTo(3);
        assertThat(membership.tunnel()).isPresent();
    }

    @Test
    void theSampleOfAContainerLoads() throws IOException {
        // When
        Settings settings = load(
                "container/tocsin.yaml",
                Map.of(
                        "TOCSIN_CLUSTER_ENABLED", "true",
                        "TOCSIN_LEDGER_URL", "jdbc:postgresql://postgres:5432/tocsin",
                        "TOCSIN_CLUSTER_MEMBER", "tocsin-2",
                        "TOCSIN_CLUSTER_HOST", "tocsin-2"));

        // Then
        Membership membership = Membership.of(settings.cluster(), 8, Map.of()).orElseThrow();
        assertThat(membership.member().host()).isEqualTo("tocsin-2");
        assertThat(membership.member().join())
                .isEqualTo(new Join.Hosts(List.of("tocsin-1:5701", "tocsin-2:5701", "tocsin-3:5701")));
    }

    private static Settings load(String sample, Map<String, String> more) throws IOException {
        Path file = SourceTree.root().resolve("cluster-config").resolve(sample);
        Map<String, String> environment = new HashMap<>(more);
        VARIABLE.matcher(Files.readString(file)).results().forEach(found -> environment.put(found.group(1), SECRET));
        return Settings.load(
                        new Layers(Map.of(), environment, Optional.of(file), Path.of("/usr/lib/tocsin"), Path.of("/")))
                .value();
    }
}
