// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.Installation;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Bound;
import io.tocsin.app.settings.bind.Layers;
import io.tocsin.app.settings.bind.SettingsException;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which settings a command uses. A mixin. */
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:TOCSIN_CONFIG}",
            description = "Settings in YAML; environment TOCSIN_CONFIG. Described in docs/settings.md.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Sets data-dir.")
    private @Nullable String data;

    @Option(names = "--host", paramLabel = "HOST", description = "Sets server.host.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Sets server.port.")
    private @Nullable String port;

    @Option(names = "--rules", paramLabel = "DIR", description = "Sets rules-dir.")
    private @Nullable String rules;

    /** The settings that hold. @throws Failure if they are not right */
    Bound<Settings> load() {
        Map<String, Layers.Flag> flags = new LinkedHashMap<>();
        put(flags, "data-dir", "--data", data);
        put(flags, "server.host", "--host", host);
        put(flags, "server.port", "--port", port);
        put(flags, "rules-dir", "--rules", rules);
        Path here = Path.of("").toAbsolutePath();
        try {
            return Settings.load(
                    new Layers(flags, System.getenv(), Optional.ofNullable(config), Installation.folder(), here));
        } catch (SettingsException wrong) {
            throw new Failure(Exit.WRONG, "the settings are not right\n" + wrong.getMessage(), "");
        }
    }

    private static void put(Map<String, Layers.Flag> flags, String key, String name, @Nullable String value) {
        if (value != null) {
            flags.put(key, new Layers.Flag(name, value));
        }
    }
}
