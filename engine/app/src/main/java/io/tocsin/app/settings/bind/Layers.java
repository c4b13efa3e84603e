// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final long MAX_BYTES = 1 << 20;

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
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SettingsException(List.of(file + ": is larger than " + MAX_BYTES + " bytes"));
            }
            Path folder = file.toAbsolutePath().getParent();
            return YamlText.parse(file.toString(), folder == null ? file : folder, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new SettingsException(List.of(file + ": is not UTF-8 text"));
        } catch (IOException e) {
            throw new SettingsException(
                    List.of(file + ": cannot be read; is the path right, and may this user read it?"));
        }
    }
}
