// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The words of pages, as data: {@code <rule>.title} and {@code <rule>.line}, where the rule is its id or the last part of
 * it. Immutable.
 */
public final class PageTemplates {
    private final Map<String, Template> byKey;

    private PageTemplates(Map<String, Template> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    /** Those that come with the installation. */
    public static PageTemplates shipped() {
        try (InputStream in = PageTemplates.class.getResourceAsStream("pages.properties")) {
            if (in == null) {
                throw new IllegalStateException("pages.properties is missing from the jar");
            }
            return new PageTemplates(Map.of()).with(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * These, with further ones that win over them, in the format of {@link Properties}.
     *
     * @throws IllegalArgumentException if a key or template is not right, with the key
     * @throws IOException if it cannot be read
     */
    public PageTemplates with(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, Template> all = new TreeMap<>(byKey);
        for (String key : properties.stringPropertyNames()) {
            all.put(key, template(key, properties.getProperty(key)));
        }
        return new PageTemplates(all);
    }

    private static Template template(String key, String text) {
        if (!key.matches("[a-z0-9.-]+\\.(title|line)")) {
            throw new IllegalArgumentException("page template " + key + " must be named <rule>.title or <rule>.line");
        }
        try {
            return new Template(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("page template " + key + ": " + e.getMessage(), e);
        }
    }

    Optional<Template> title(String rule) {
        return find(rule, ".title");
    }

    Optional<Template> line(String rule) {
        return find(rule, ".line");
    }

    private Optional<Template> find(String rule, String part) {
        Template whole = byKey.get(rule + part);
        String last = rule.substring(rule.lastIndexOf('.') + 1);
        return Optional.ofNullable(whole != null ? whole : byKey.get(last + part));
    }
}
