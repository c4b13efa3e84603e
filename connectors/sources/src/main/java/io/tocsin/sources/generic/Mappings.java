// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.YamlFile;
import io.tocsin.pipeline.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the generic door makes of which message: the operator's mappings, then those that come with Tocsin. Immutable. */
public final class Mappings {
    private static final String SHIPPED = "mappings.yaml";
    private static final int MOST = 100;
    private static final int MOST_LABELS = 20;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    private static final List<String> KEYS = List.of("tool", "when", "each", "alert", "change", "provider-status");

    private final List<Mapping> mappings;

    private Mappings(List<Mapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    /** Those that come with Tocsin. */
    public static Mappings shipped() {
        try (@Nullable InputStream stream = Mappings.class.getResourceAsStream(SHIPPED)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + SHIPPED + " is missing");
            }
            return parse(SHIPPED, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Those of a file, and behind them those that come with Tocsin. Blocks on the disk.
     *
     * @throws InvalidYaml with everything that is wrong
     */
    public static Mappings load(Path file) {
        List<Mapping> all = new ArrayList<>(YamlFile.read(file, Mappings::read));
        all.addAll(shipped().mappings);
        return new Mappings(all);
    }

    /**
     * Those of a text.
     *
     * @param file how messages call it
     * @throws InvalidYaml with everything that is wrong
     */
    static Mappings parse(String file, String text) {
        return new Mappings(YamlFile.parse(file, text, Mappings::read));
    }

    /** How many there are. */
    public int size() {
        return mappings.size();
    }

    /** The mappings, in the order they are tried. */
    List<Mapping> all() {
        return mappings;
    }

    private static List<Mapping> read(YamlNode file) {
        List<YamlNode> items = file.allow(List.of("mappings")).at("mappings").items();
        if (items.size() > MOST) {
            file.flaw("must hold at most " + MOST + " mappings, had " + items.size(), "");
        }
        return items.stream().flatMap(item -> mapping(item).stream()).toList();
    }

    private static Optional<Mapping> mapping(YamlNode node) {
        node.allow(KEYS);
        String tool = node.at("tool").as(Forms.TEXT);
        if (node.isSound() && (!NAME.matcher(tool).matches() || tool.equals("tocsin"))) {
            node.at("tool").flaw("must be a word of a-z, 0-9 and - other than tocsin, was '" + tool + "'", "");
        }
        Expression when = node.at("when").as(Expression.FORM);
        if (when.iterates()) {
            node.at("when")
                    .flaw("must not go through a list", "look at the fields that only this tool's messages have");
        }
        Expression each = node.find("each").map(one -> one.as(Expression.FORM)).orElseGet(() -> Expression.of("."));
        List<Target> targets = Arrays.stream(Target.values())
                .filter(target -> node.has(target.key()))
                .toList();
        if (targets.size() != 1) {
            node.flaw("must hold one of " + String.join(", ", Target.keys()), "");
            return Optional.empty();
        }
        Target target = targets.get(0);
        YamlNode body = node.at(target.key());
        return Optional.of(new Mapping(tool, when, each, target, fields(body, target), labels(body)));
    }

    private static Map<String, Expression> fields(YamlNode body, Target target) {
        List<String> known = new ArrayList<>(target.fields());
        known.add("labels");
        body.allow(known);
        target.required().forEach(body::at);
        Map<String, Expression> fields = new LinkedHashMap<>();
        for (String name : target.fields()) {
            body.find(name).ifPresent(value -> fields.put(name, value.as(Expression.FORM)));
        }
        return fields;
    }

    private static Map<String, Expression> labels(YamlNode body) {
        Map<String, Expression> labels = new LinkedHashMap<>();
        body.find("labels").ifPresent(node -> {
            node.entries().forEach((name, value) -> labels.put(name, value.as(Expression.FORM)));
            if (labels.size() > MOST_LABELS) {
                node.flaw("must hold at most " + MOST_LABELS + " labels, had " + labels.size(), "");
            }
        });
        return labels;
    }
}
