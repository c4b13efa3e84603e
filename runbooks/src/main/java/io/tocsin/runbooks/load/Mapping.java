// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a YAML file, read strictly: an unknown, repeated or missing key and a value out of range become flaws
 * with their line. What could not be read is answered with a harmless value; the flaws say that it must not be used.
 */
final class Mapping {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Node node;
    private final String path;
    private final Flaws flaws;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Mapping(Node node, String path, Flaws flaws) {
        this.node = node;
        this.path = path;
        this.flaws = flaws;
    }

    /** Reads a node as a mapping with these keys; {@code path} is how messages call it, empty for the whole file. */
    static Mapping of(Node node, String path, Collection<String> known, Flaws flaws) {
        Mapping mapping = new Mapping(node, path, flaws);
        if (node instanceof MappingNode map) {
            map.getValue().forEach(tuple -> mapping.take(tuple, known));
        } else {
            flaws.add(node, (path.isEmpty() ? "the file" : path) + " must hold keys", "");
        }
        return mapping;
    }

    private void take(NodeTuple tuple, Collection<String> known) {
        String key = scalar(tuple.getKeyNode()).orElse("?");
        if (!known.contains(key)) {
            flaws.add(tuple.getKeyNode(), "unknown key '" + name(key) + "'", Closest.hint(key, known));
        } else if (values.put(key, tuple.getValueNode()) != null) {
            flaws.add(tuple.getKeyNode(), "key '" + name(key) + "' is given twice", "");
        }
    }

    static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue().strip()) : Optional.empty();
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where it is, for flaws. */
    Node node() {
        return node;
    }

    Optional<Node> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The node of a mandatory key; its absence is a flaw. */
    Optional<Node> require(String key) {
        if (!values.containsKey(key)) {
            flaws.add(node, "'" + name(key) + "' is missing", "every key is mandatory, there are no defaults");
        }
        return find(key);
    }

    /** A mandatory text that is not blank. */
    String text(String key) {
        Optional<Node> value = require(key);
        String text = value.flatMap(Mapping::scalar).orElse("");
        if (value.isPresent() && text.isEmpty()) {
            flaws.add(value.get(), "'" + name(key) + "' must be a text, not empty", "");
        }
        return text;
    }

    /** A mandatory word out of a few. */
    String word(String key, Collection<String> words) {
        String word = text(key);
        if (!word.isEmpty() && !words.contains(word)) {
            flaw(key, "must be one of " + String.join(", ", words) + ", was '" + word + "'", Closest.hint(word, words));
        }
        return word;
    }

    /** A mandatory span such as {@code 15m}, from one second to 30 days. */
    Duration span(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        Matcher matcher = SPAN.matcher(text);
        Duration span = matcher.matches() ? Duration.parse(iso(matcher.group(1), matcher.group(2))) : Duration.ZERO;
        if (span.isZero() || span.compareTo(LONGEST) > 0) {
            flaw(key, "must be a span from 1s to 30d, was '" + text + "'", "write 90s, 15m, 1h or 2d");
        }
        return span;
    }

    private static String iso(String number, String unit) {
        return unit.equals("d") ? "P" + number + "D" : "PT" + number + unit;
    }

    /** A mandatory whole number in a range. */
    int whole(String key, int min, int max) {
        return (int) number(key, min, max, "\\d{1,9}");
    }

    /** A mandatory share, above 0 and at most 1. */
    double share(String key) {
        return number(key, Double.MIN_VALUE, 1, "\\d(\\.\\d{1,6})?");
    }

    private double number(String key, double min, double max, String pattern) {
        String text = text(key);
        if (text.isEmpty()) {
            return max;
        }
        double number = text.matches(pattern) ? Double.parseDouble(text) : Double.NaN;
        if (number >= min && number <= max) {
            return number;
        }
        String least = min < 1 ? "more than 0" : String.valueOf((long) min);
        flaw(key, "must be a number from " + least + " to " + (long) max + ", was '" + text + "'", "");
        return max;
    }

    /** A mandatory list of texts, in the file's order; it may be empty. */
    List<String> texts(String key) {
        Optional<Node> value = require(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof SequenceNode list)) {
            flaw(key, "must be a list", "write [a, b], or [] for none");
            return List.of();
        }
        list.getValue().stream()
                .filter(n -> scalar(n).orElse("").isEmpty())
                .forEach(n -> flaws.add(n, "'" + name(key) + "' must hold texts, not empty", ""));
        return list.getValue().stream().flatMap(n -> scalar(n).stream()).toList();
    }

    /** A mandatory mapping inside this one; when it is missing, only that is a flaw. */
    Mapping mapping(String key, Collection<String> known) {
        return require(key)
                .map(value -> of(value, name(key), known, flaws))
                .orElseGet(() -> new Mapping(node, name(key), new Flaws("")));
    }

    /** Adds a flaw at the value of a key. */
    void flaw(String key, String reason, String hint) {
        flaws.add(values.getOrDefault(key, node), "'" + name(key) + "' " + reason, hint);
    }
}
