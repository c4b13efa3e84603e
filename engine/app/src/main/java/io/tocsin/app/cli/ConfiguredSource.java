// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.settings.AuthSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.SourceSettings;
import io.tocsin.app.settings.bind.Bound;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.rulebase.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A source as it stands in the settings.
 *
 * @param name its name
 * @param tool the door that reads it
 * @param auth how it proves who it is
 * @param key where its secrets stand, such as {@code sources.grafana.auth.secrets}
 * @param secrets the references behind which they stand, in order
 */
record ConfiguredSource(String name, String tool, AuthSettings auth, String key, List<String> secrets) {

    /** The source of a name. @throws Failure if there is none */
    static ConfiguredSource of(Bound<Settings> bound, String name) {
        Settings settings = bound.value();
        SourceSettings source = settings.sources().get(name);
        List<Secret> keys = settings.server().webhooks().get(name);
        if (source != null) {
            return of(bound, name, source.tool().orElse(name), source.auth(), "sources." + name + ".auth.secrets");
        } else if (keys != null) {
            return of(bound, name, name, new AuthSettings.SecretPath(keys), "server.webhooks." + name);
        }
        Set<String> known = new TreeSet<>(settings.sources().keySet());
        known.addAll(settings.server().webhooks().keySet());
        throw new Failure(
                Exit.USAGE,
                "there is no source " + name + " in the settings; "
                        + (known.isEmpty() ? "there are none" : Spelling.nearestOrAll(name, known)),
                "Name the settings with --config or TOCSIN_CONFIG.");
    }

    private static ConfiguredSource of(Bound<Settings> bound, String name, String tool, AuthSettings auth, String key) {
        List<String> references = bound.lines().stream()
                .filter(line -> line.key().equals(key) || line.key().startsWith(key + "["))
                .map(Bound.Line::written)
                .toList();
        return new ConfiguredSource(name, tool, auth, key, references);
    }
}
