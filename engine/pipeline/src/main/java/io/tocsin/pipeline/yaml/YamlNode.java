// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import io.tocsin.rulebase.Spelling;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One place in a YAML file, read strictly. What is not as it must be becomes a flaw of the file, and reading goes on with
 * something harmless: so one attempt finds every flaw. Belongs to the reading of one file; not thread-safe.
 */
public final class YamlNode {
    private final Place place;
    private final String path;
    private final Content content;
    private final Flaws flaws;

    YamlNode(Place place, String path, Content content, Flaws flaws) {
        this.place = place;
        this.path = path;
        this.content = content;
        this.flaws = flaws;
    }

    /** Where it stands; for what stands under a key, where the key does. */
    public Place place() {
        return place;
    }

    /** How messages call it: keys with dots between them, and {@code [0]} for the first of a list. */
    public String path() {
        return path;
    }

    /** What stands there, unjudged. */
    public Content content() {
        return content;
    }

    /** Whether there is a key but nothing behind it. */
    public boolean isEmpty() {
        return content instanceof Content.Text text && text.value().isEmpty();
    }

    /** Whether no flaw was found here or below so far: only then are values worth comparing with each other. */
    public boolean isSound() {
        return flaws.noneIn(path);
    }

    /** The same node; every key outside these is a flaw. */
    public YamlNode allow(Collection<String> known) {
        entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                flaws.add(node.path, node.place, "unknown key '" + node.path + "'", Spelling.nearestOrAll(key, known));
            }
        });
        return this;
    }

    /** What stands under a mandatory key. */
    public YamlNode at(String key) {
        return find(key).orElseGet(() -> missing(key));
    }

    /** What stands under a key that may be left out. */
    public Optional<YamlNode> find(String key) {
        return Optional.ofNullable(entries().get(key));
    }

    /** Whether there are keys, and this one among them. */
    public boolean has(String key) {
        return content instanceof Content.Keys keys && keys.fields().containsKey(key);
    }

    /** The keys with what stands under them, in the order of the file. */
    public Map<String, YamlNode> entries() {
        if (content instanceof Content.Keys keys) {
            return keys.fields();
        }
        expected("must hold keys and values");
        return Map.of();
    }

    /** The list, in the order of the file. */
    public List<YamlNode> items() {
        if (content instanceof Content.Items items) {
            return items.nodes();
        }
        expected("must be a list");
        return List.of();
    }

    /** The value. */
    public <T> T as(Form<T> form) {
        if (content instanceof Content.Text text && !text.value().isEmpty()) {
            try {
                return form.parse().apply(text.value());
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                flaw(
                        "must be " + form.expectation() + ", was " + content.words(),
                        form.hint().apply(text.value()));
                return form.harmless();
            }
        }
        expected("must be " + form.expectation());
        return form.harmless();
    }

    /** Adds a flaw; the reason continues the name of this place. */
    public void flaw(String reason, String hint) {
        flaws.add(path, place, (path.isEmpty() ? "the file" : path) + " " + reason, hint);
    }

    /** What is missing was said to be; what is of the wrong kind is said once. */
    private void expected(String what) {
        if (isSound()) {
            flaw(what + ", was " + content.words(), "");
        }
    }

    private YamlNode missing(String key) {
        String missing = path.isEmpty() ? key : path + "." + key;
        if (content instanceof Content.Keys) {
            flaws.add(missing, place, missing + " is missing", "");
        } else {
            flaws.silence(missing);
        }
        return new YamlNode(place, missing, new Content.Text(""), flaws);
    }
}
