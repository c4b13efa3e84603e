// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A YAML value that knows its file and line. Every accessor fails with {@code file:line: reason}. */
final class YamlNode {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final int line;
    private final @Nullable String text;
    private final @Nullable Map<String, YamlNode> fields;
    private final @Nullable List<YamlNode> items;

    private YamlNode(
            String file,
            int line,
            @Nullable String text,
            @Nullable Map<String, YamlNode> fields,
            @Nullable List<YamlNode> items) {
        this.file = file;
        this.line = line;
        this.text = text;
        this.fields = fields;
        this.items = items;
    }

    static YamlNode parse(String file, String yaml) {
        try (JsonParser parser = YAML.createParser(yaml)) {
            if (parser.nextToken() == null) {
                throw new PriceBookException(file, 1, "is empty");
            }
            return value(file, parser);
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : Math.max(1, malformed.getLocation().getLineNr());
            String reason = malformed.getOriginalMessage().lines().findFirst().orElse("not valid YAML");
            throw new PriceBookException(file, line, reason);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static YamlNode value(String file, JsonParser parser) throws IOException {
        int line = Math.max(1, parser.currentTokenLocation().getLineNr());
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, YamlNode> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(file, parser));
            }
            return new YamlNode(file, line, null, fields, null);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(file, parser));
            }
            return new YamlNode(file, line, null, null, items);
        }
        return new YamlNode(file, line, parser.getText(), null, null);
    }

    int line() {
        return line;
    }

    PriceBookException failure(String reason) {
        return new PriceBookException(file, line, reason);
    }

    /** Fails on a key outside the set. */
    void allow(Set<String> known) {
        for (Map.Entry<String, YamlNode> field : fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                String expected = String.join(", ", known.stream().sorted().toList());
                throw field.getValue().failure("unknown key '" + field.getKey() + "', expected one of: " + expected);
            }
        }
    }

    YamlNode required(String key) {
        YamlNode found = fields().get(key);
        if (found == null) {
            throw failure("misses the key '" + key + "'");
        }
        return found;
    }

    @Nullable YamlNode optional(String key) {
        return fields().get(key);
    }

    List<YamlNode> items() {
        if (items == null) {
            throw failure("expected a list");
        }
        return items;
    }

    String text() {
        if (text == null || text.isBlank()) {
            throw failure("expected text");
        }
        return text;
    }

    LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeException wrong) {
            throw failure("expected a date such as 2026-08-31, was '" + text() + "'");
        }
    }

    long count() {
        try {
            long count = Long.parseLong(text().replace("_", ""));
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException wrong) {
            throw failure("expected a whole number, was '" + text() + "'");
        }
        throw failure("must be positive, was " + text());
    }

    /** A decimal from 0 to 10,000 times a power of ten, exact. */
    long scaled(int digits) {
        BigDecimal value;
        try {
            value = new BigDecimal(text());
        } catch (NumberFormatException wrong) {
            throw failure("expected a number, was '" + text() + "'");
        }
        if (value.signum() < 0 || value.precision() > 20 || value.compareTo(BigDecimal.valueOf(10_000)) > 0) {
            throw failure("must lie in 0..10000, was " + text());
        }
        try {
            return value.movePointRight(digits).longValueExact();
        } catch (ArithmeticException tooFine) {
            throw failure("has more than " + digits + " decimals: " + text());
        }
    }

    private Map<String, YamlNode> fields() {
        if (fields == null) {
            throw failure("expected keys and values");
        }
        return fields;
    }
}
