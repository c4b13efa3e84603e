// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a YAML text into nodes that know their line. Repeated keys, anchors and second documents are refused. */
final class YamlText {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final String file;
    private final Path folder;
    private final YAMLParser parser;

    private YamlText(String file, Path folder, YAMLParser parser) {
        this.file = file;
        this.folder = folder;
        this.parser = parser;
    }

    /**
     * The mapping a text holds; an empty text holds an empty one.
     *
     * @param file how messages call the text
     * @param folder what relative paths in it start from
     * @throws SettingsException if it is not YAML, or no mapping
     */
    static Node.Mapping parse(String file, Path folder, String text) {
        try (YAMLParser parser = YAML.createParser(text)) {
            if (parser.nextToken() == null) {
                return Node.Mapping.empty(file + ":1");
            }
            YamlText reader = new YamlText(file, folder, parser);
            Node root = reader.value(reader.origin());
            if (parser.nextToken() != null) {
                throw reader.flaw("has a second document; one file holds one");
            }
            if (root instanceof Node.Mapping mapping) {
                return mapping;
            }
            throw new SettingsException(List.of(root.origin() + ": the file must hold keys such as 'server:'"));
        } catch (JsonProcessingException malformed) {
            throw new SettingsException(List.of(file + ":" + line(malformed) + ": not YAML: " + reason(malformed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value at hand, said to stand at {@code origin}: for what a key holds, where its key stands. */
    private Node value(String origin) throws IOException {
        if (parser.getObjectId() != null || parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT || isAlias()) {
            throw flaw("anchors and aliases are not allowed; write the value out");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(origin);
            case START_ARRAY -> sequence(origin);
            default -> new Node.Scalar(parser.getText().strip(), origin, folder);
        };
    }

    private boolean isAlias() {
        return parser.isCurrentAlias();
    }

    private Node mapping(String origin) throws IOException {
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String at = origin();
            parser.nextToken();
            fields.put(key, value(at));
        }
        return new Node.Mapping(fields, origin);
    }

    private Node sequence(String origin) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(origin()));
        }
        return new Node.Sequence(items, origin);
    }

    private String origin() {
        return file + ":" + line(parser.currentTokenLocation());
    }

    private SettingsException flaw(String reason) {
        return new SettingsException(List.of(origin() + ": " + reason));
    }

    /** The last line the parser's message names is where it gave up. */
    private static int line(JsonProcessingException malformed) {
        Matcher told = LINE.matcher(malformed.getOriginalMessage());
        return told.results()
                .reduce((first, second) -> second)
                .map(last -> Integer.parseInt(last.group(1)))
                .orElseGet(() -> line(malformed.getLocation()));
    }

    /** The sentences of the parser's message, without the excerpts of the text between them. */
    private static String reason(JsonProcessingException malformed) {
        return malformed
                .getOriginalMessage()
                .lines()
                .filter(sentence -> !sentence.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    private static int line(JsonLocation location) {
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }
}
