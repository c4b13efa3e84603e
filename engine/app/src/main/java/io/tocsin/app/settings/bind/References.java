// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ${env:NAME}}, {@code ${file:/path}} and {@code ${installation}} in a value stand for. Thread-safe. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:(env|file):([^}]+)|(installation))\\}");

    private final Map<String, String> environment;
    private final Path installation;

    References(Map<String, String> environment, Path installation) {
        this.environment = Map.copyOf(environment);
        this.installation = installation;
    }

    /** Whether the whole text is one reference to a place where a secret may stand. */
    static boolean toSecret(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.matches() && matcher.group(1) != null;
    }

    /** The text with every reference replaced. @throws BadValue if one leads nowhere */
    String resolve(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(value(matcher)));
        }
        return matcher.appendTail(out).toString();
    }

    private String value(Matcher reference) {
        if (reference.group(3) != null) {
            return installation.toString();
        }
        String name = reference.group(2);
        String value = reference.group(1).equals("env") ? environment.getOrDefault(name, "") : file(name);
        if (value.isBlank()) {
            throw new BadValue("names " + reference.group() + ", which is not set or empty");
        }
        return value;
    }

    private static String file(String name) {
        try {
            return Files.readString(Path.of(name)).strip();
        } catch (IOException | RuntimeException e) {
            throw new BadValue("names the file " + name + ", which cannot be read");
        }
    }
}
