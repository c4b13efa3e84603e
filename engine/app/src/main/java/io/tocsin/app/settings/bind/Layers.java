// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import io.tocsin.pipeline.yaml.Flaw;
import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.YamlFile;
import io.tocsin.pipeline.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from, the weakest last: flags, environment, file, and what is built in.
 *
 * @param flags by key, dots between levels, such as {@code server.port}
 * @param environment the process environment; {@code TOCSIN_SERVER_PORT} is {@code server.port}
 * @param file the file, if there is one
 * @param installation the folder of this installation
 * @param folder what a relative path in a flag or in the environment starts from
 */
public record Layers(
        Map<String, Flag> flags, Map<String, String> environment, Optional<Path> file, Path installation, Path folder) {
    private static final String PREFIX = "TOCSIN_";

    /** Copies the maps. */
    public Layers {
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /**
     * A flag of the command line.
     *
     * @param name as typed, such as {@code --port}
     * @param value its value
     */
    public record Flag(String name, String value) {}

    /** The name of the environment variable that sets a key. */
    public static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Everything in one tree. Other variables with this prefix are left alone: a container platform sets some for each
     * of its services.
     *
     * @throws SettingsException if the file cannot be read or is not YAML
     */
    Node.Mapping merged(Class<?> type) {
        Node.Mapping root = file.map(Layers::read).orElseGet(() -> Node.Mapping.empty("built-in"));
        environment(type, "", root);
        flags.forEach((key, flag) -> put(root, key, new Node.Scalar(flag.value(), "flag " + flag.name(), folder)));
        return root;
    }

    private void environment(Class<?> type, String prefix, Node.Mapping root) {
        for (Slot slot : Slot.of(type)) {
            String key = prefix + slot.key();
            String value = environment.getOrDefault(variable(key), "");
            if (slot.nested()) {
                environment(slot.raw(), key + ".", root);
            } else if (slot.single() && !value.isEmpty()) {
                put(root, key, new Node.Scalar(value, "environment " + variable(key), folder));
            }
        }
    }

    private static void put(Node.Mapping root, String key, Node.Scalar value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            root.fields().put(key, value);
            return;
        }
        String first = key.substring(0, dot);
        Node level = root.fields()
                .computeIfAbsent(first, ignored -> new Node.Mapping(new LinkedHashMap<>(), value.origin()));
        if (level instanceof Node.Mapping mapping) {
            put(mapping, key.substring(dot + 1), value);
        }
    }

    private static Node.Mapping read(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? file : parent;
        try {
            return YamlFile.read(
                    file,
                    top -> new Node.Mapping(fields(top, folder), top.place().toString()));
        } catch (InvalidYaml invalid) {
            throw new SettingsException(
                    invalid.flaws().stream().map(Flaw::toString).toList());
        }
    }

    private static Map<String, Node> fields(YamlNode keys, Path folder) {
        Map<String, Node> fields = new LinkedHashMap<>();
        keys.entries().forEach((key, child) -> fields.put(key, node(child, folder)));
        return fields;
    }

    private static Node node(YamlNode written, Path folder) {
        String origin = written.place().toString();
        return written.content()
                .match(
                        keys -> new Node.Mapping(fields(written, folder), origin),
                        items -> new Node.Sequence(
                                items.nodes().stream()
                                        .map(item -> node(item, folder))
                                        .toList(),
                                origin),
                        text -> new Node.Scalar(text.value(), origin, folder));
    }
}
