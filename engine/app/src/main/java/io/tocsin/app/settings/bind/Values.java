// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import io.tocsin.pipeline.yaml.Spans;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as typed values, strictly. */
final class Values {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB|TiB)");
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final Set<Class<?>> READABLE = Set.of(
            String.class,
            int.class,
            boolean.class,
            Duration.class,
            ByteSize.class,
            Path.class,
            URI.class,
            Secret.class);

    private Values() {}

    static boolean readable(Class<?> type) {
        return READABLE.contains(type) || type.isEnum();
    }

    /** @throws BadValue with what was expected */
    static Object read(Class<?> type, Node.Scalar written, References references) {
        if (type == Secret.class && !References.toSecret(written.text())) {
            throw new BadValue("must be ${env:NAME} or ${file:/path}, never the secret itself");
        }
        String text = references.resolve(written.text());
        if (text.isBlank()) {
            throw new BadValue("must not be empty");
        }
        if (type == String.class) {
            return text;
        } else if (type == Secret.class) {
            return new Secret(text);
        } else if (type == int.class) {
            return number(text);
        } else if (type == boolean.class) {
            return truth(text);
        } else if (type == Duration.class) {
            return span(text);
        } else if (type == ByteSize.class) {
            return size(text);
        } else if (type == Path.class) {
            return path(text, written.folder());
        } else if (type == URI.class) {
            return address(text);
        }
        return constant(type, text);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadValue("must be a whole number, was '" + text + "'");
        }
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadValue("must be true or false, was '" + text + "'");
        };
    }

    private static Duration span(String text) {
        try {
            return Spans.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadValue("must be a span such as 500ms, 30s, 1h30m or 7d, was '" + text + "'");
        }
    }

    private static ByteSize size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new BadValue("must be a size such as 256KiB, 8MiB or 2GiB, was '" + text + "'");
        }
        return new ByteSize(Long.parseLong(matcher.group(1)) << (10 * UNITS.indexOf(matcher.group(2))));
    }

    private static Path path(String text, Path folder) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new BadValue("must be a path, was '" + text + "'");
        }
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new BadValue("must be an address such as https://tocsin.example");
        }
        throw new BadValue("must be an address such as https://tocsin.example");
    }

    private static Object constant(Class<?> type, String text) {
        List<String> words = words(type);
        int index = words.indexOf(text);
        if (index < 0) {
            throw new BadValue("must be one of " + String.join(", ", words) + ", was '" + text + "'");
        }
        return type.getEnumConstants()[index];
    }

    /** The words of an enum, in its order. */
    static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
