// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.statuspage;

import io.tocsin.sources.wire.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which provider a status page is of, from {@code pages.csv}. */
final class Pages {
    private static final Map<String, String> PROVIDERS = read();

    private Pages() {}

    /** The provider of a page: by id, by host, else the page's own name in lower case, else its id. */
    static @Nullable String provider(Node page) {
        String id = page.text("id");
        String byId = id == null ? null : PROVIDERS.get(id);
        if (byId != null) {
            return byId;
        }
        String host = page.text("url", "").replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        String byHost = PROVIDERS.get(host);
        String name = page.text("name");
        return byHost != null ? byHost : name != null ? name.toLowerCase(Locale.ROOT) : id;
    }

    private static Map<String, String> read() {
        try (@Nullable InputStream stream = Pages.class.getResourceAsStream("pages.csv")) {
            if (stream == null) {
                throw new IllegalStateException("the resource pages.csv is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
