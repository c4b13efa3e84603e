// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.TopicSettings;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.streams.StreamSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The topics that are read, from the settings. */
final class Topics {
    private Topics() {}

    /** All of them, sorted by name. Connects to nothing. */
    static List<StreamSettings> of(Settings settings) {
        return settings.streams().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        of(entry.getKey(), entry.getValue(), settings.server().tenant()))
                .toList();
    }

    private static StreamSettings of(String name, TopicSettings topic, String ownTenant) {
        return new StreamSettings(
                name,
                topic.tool(),
                topic.tenant().orElse(ownTenant),
                String.join(",", topic.brokers()),
                topic.topic(),
                topic.group(),
                topic.from() == TopicSettings.From.BEGINNING,
                topic.consumers(),
                new StreamSettings.Security(
                        topic.protocol().name(),
                        topic.mechanism().name().replace('_', '-'),
                        topic.user().orElse(""),
                        topic.password().map(Secret::reveal),
                        topic.trust().map(Path::toString)));
    }
}
