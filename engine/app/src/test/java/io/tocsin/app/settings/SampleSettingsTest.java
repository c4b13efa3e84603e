// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.SourceTree;
import io.tocsin.app.settings.bind.Layers;
import io.tocsin.app.wiring.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
