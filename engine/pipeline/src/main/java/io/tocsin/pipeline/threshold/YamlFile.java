// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One YAML file read into nodes, and the complaints about it as {@code file:line: reason}. */
final class YamlFile {
    private static final Pattern DURATION = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    private final String name;

    private YamlFile(String name) {
        this.name = name;
    }

    /** A file and its top mapping. */
    record Read(YamlFile file, YamlNode.Mapping top) {}

    /** @throws RuleException if the file cannot be read or is no YAML mapping */
    static Read read(Path path) {
        YamlFile file = new YamlFile(String.valueOf(path.getFileName()));
        try (JsonParser parser = new YAMLFactory().createParser(Files.readString(path))) {
            if (parser.nextToken() == null) {
                return new Read(file, new YamlNode.Mapping(1, Map.of()));
            }
            return new Read(file, file.mapping(file.node(parser)));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String reason =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it cannot be parsed");
            throw file.wrong(Math.max(1, line), "this is no YAML: " + reason);
        } catch (IOException e) {
            throw file.wrong(1, "the file cannot be read at " + path);
        }
    }

    /** A complaint. */
    RuleException wrong(int line, String reason) {
        return new RuleException(name + ":" + line + ": " + reason);
    }

    YamlNode.Mapping mapping(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw wrong(node.line(), "expected keys and values, was " + node.words());
    }

    YamlNode.Sequence sequence(YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence;
        }
        throw wrong(node.line(), "expected a list, was " + node.words());
    }

    String text(String key, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text();
        }
        throw wrong(node.line(), key + " must be a word, was " + node.words());
    }

    double number(String key, YamlNode node) {
        try {
            double number = Double.parseDouble(text(key, node).replace("_", ""));
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(node.line(), key + " must be a number, was " + node.words());
        }
        throw wrong(node.line(), key + " must be a finite number, was " + node.words());
    }

    /** A duration such as {@code 90s}, {@code 15m}, {@code 1h30m} or {@code 2d}. */
    Duration duration(String key, YamlNode node) {
        Matcher parts = DURATION.matcher(text(key, node));
        if (!parts.matches()) {
            throw wrong(node.line(), key + " must be a duration such as 90s, 15m or 1h30m, was " + node.words());
        }
        return Duration.ofDays(part(parts, 1))
                .plusHours(part(parts, 2))
                .plusMinutes(part(parts, 3))
                .plusSeconds(part(parts, 4));
    }

    Instant instant(String key, YamlNode node) {
        try {
            return Instant.parse(text(key, node));
        } catch (DateTimeParseException e) {
            throw wrong(node.line(), key + " must be a time such as 2026-11-24T00:00:00Z, was " + node.words());
        }
    }

    /** Complains about the first key that is not known. */
    void known(YamlNode.Mapping mapping, Collection<String> keys) {
        mapping.entries().forEach((key, entry) -> {
            if (!keys.contains(key)) {
                throw wrong(entry.line(), "unknown key '" + key + "'" + Spelling.hint(key, keys));
            }
        });
    }

    private static long part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    private YamlNode node(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return new YamlNode.Mapping(line, entries(parser));
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(parser));
            }
            return new YamlNode.Sequence(line, items);
        }
        boolean empty = parser.currentToken() == JsonToken.VALUE_NULL;
        return new YamlNode.Scalar(line, empty ? "" : String.valueOf(parser.getText()));
    }

    private Map<String, YamlNode.Entry> entries(JsonParser parser) throws IOException {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = String.valueOf(parser.currentName());
            int line = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (entries.put(key, new YamlNode.Entry(line, node(parser))) != null) {
                throw wrong(line, "key '" + key + "' is written twice");
            }
        }
        return entries;
    }
}
