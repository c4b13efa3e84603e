// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import io.tocsin.app.settings.bind.Bound.Line;
import io.tocsin.rulebase.Spelling;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes records of nodes. Collects every flaw before it gives up. Used once. */
public final class Binder {
    private static final String BUILT_IN = "built-in";
    private static final String TYPE = "type";

    private final Layers layers;
    private final References references;
    private final Set<String> flaws = new LinkedHashSet<>();
    private final List<Line> lines = new ArrayList<>();

    private Binder(Layers layers) {
        this.layers = layers;
        this.references = new References(layers.environment(), layers.installation());
    }

    /**
     * The settings in these layers.
     *
     * @param type a record whose components are all described by {@link Setting}
     * @throws SettingsException if anything is wrong, with all of it
     */
    public static <T extends Record> Bound<T> bind(Class<T> type, Layers layers) {
        Binder binder = new Binder(layers);
        Object settings = binder.level(type, layers.merged(type), "");
        if (settings == null || !binder.flaws.isEmpty()) {
            throw new SettingsException(List.copyOf(binder.flaws));
        }
        return new Bound<>(type.cast(settings), binder.lines);
    }

    private @Nullable Object level(Class<?> type, Node node, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            return flaw(node, path, "must hold keys");
        }
        List<Slot> slots = Slot.of(type);
        int before = flaws.size();
        known(mapping, path, slots.stream().map(Slot::key).toList());
        List<@Nullable Object> values = new ArrayList<>();
        for (Slot slot : slots) {
            values.add(slot(slot, mapping, path + slot.key()));
        }
        return flaws.size() > before ? null : make(type, values, mapping, path);
    }

    private void known(Node.Mapping mapping, String path, Collection<String> keys) {
        mapping.fields().forEach((key, value) -> {
            if (!keys.contains(key)) {
                flaws.add(value.origin() + ": unknown key '" + path + key + "'; " + Spelling.nearestOrAll(key, keys));
            }
        });
    }

    private @Nullable Object slot(Slot slot, Node.Mapping parent, String key) {
        Node node = parent.fields().get(key.substring(key.lastIndexOf('.') + 1));
        if (slot.nested()) {
            return level(slot.raw(), node == null ? Node.Mapping.empty(parent.origin()) : node, key + ".");
        } else if (slot.holds(Map.class)) {
            return node == null ? Map.of() : map(slot, node, key);
        } else if (slot.holds(List.class)) {
            return node == null ? List.of() : list(slot.raw(), node, key);
        } else if (node == null && slot.fallback().isEmpty()) {
            return slot.holds(Optional.class) ? absent(key) : missing(slot, parent, key);
        }
        Node given = node == null ? new Node.Scalar(slot.fallback(), BUILT_IN, layers.folder()) : node;
        Object value = value(slot.raw(), given, key);
        return slot.holds(Optional.class) && value != null ? Optional.of(value) : value;
    }

    private @Nullable Object missing(Slot slot, Node parent, String key) {
        return slot.raw().isSealed()
                ? variant(slot.raw(), Node.Mapping.empty(parent.origin()), key)
                : flaw(parent, key, "is missing");
    }

    private Object absent(String key) {
        lines.add(new Line(key, "", BUILT_IN));
        return Optional.empty();
    }

    private @Nullable Object map(Slot slot, Node node, String key) {
        if (!(node instanceof Node.Mapping mapping)) {
            return flaw(node, key, "must hold names and what they stand for");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        boolean lists = !(slot.type() instanceof Class<?>);
        mapping.fields().forEach((name, child) -> {
            String path = key + "." + name;
            Object value = lists ? list(slot.raw(), child, path) : value(slot.raw(), child, path);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    private @Nullable Object list(Class<?> type, Node node, String key) {
        List<Node> items = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        List<Object> values = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Object value = value(type, items.get(index), items.size() == 1 ? key : key + "[" + index + "]");
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private @Nullable Object value(Class<?> type, Node node, String key) {
        if (type.isSealed()) {
            return variant(type, node, key);
        } else if (type.isRecord() && !Values.readable(type)) {
            return level(type, node, key + ".");
        } else if (!(node instanceof Node.Scalar scalar)) {
            return flaw(node, key, "must be one value");
        } else {
            return scalar(type, scalar, key);
        }
    }

    private @Nullable Object scalar(Class<?> type, Node.Scalar scalar, String key) {
        try {
            Object value = Values.read(type, scalar, references);
            lines.add(new Line(key, value instanceof Path ? value.toString() : scalar.text(), scalar.origin()));
            return value;
        } catch (BadValue wrong) {
            return flaw(scalar, key, String.valueOf(wrong.getMessage()));
        }
    }

    private @Nullable Object variant(Class<?> sealed, Node node, String key) {
        List<String> names = Arrays.stream(sealed.getPermittedSubclasses())
                .<String>map(Slot::variantName)
                .toList();
        if (!(node instanceof Node.Mapping mapping) || !(mapping.fields().get(TYPE) instanceof Node.Scalar type)) {
            return flaw(node, key + "." + TYPE, "is missing; it is one of " + String.join(", ", names));
        }
        Optional<Class<?>> variant = Slot.variant(sealed, type.text());
        if (variant.isEmpty()) {
            return flaw(
                    type, key + "." + TYPE, "is '" + type.text() + "'; " + Spelling.nearestOrAll(type.text(), names));
        }
        lines.add(new Line(key + "." + TYPE, type.text(), type.origin()));
        Map<String, Node> others = new LinkedHashMap<>(mapping.fields());
        others.remove(TYPE);
        return level(variant.get(), new Node.Mapping(others, mapping.origin()), key + ".");
    }

    private @Nullable Object make(Class<?> type, List<@Nullable Object> values, Node.Mapping mapping, String path) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidSetting invalid) {
                return flaw(place(mapping, invalid.key()), path + invalid.key(), String.valueOf(invalid.getMessage()));
            }
            throw new IllegalStateException(type + " does not take its values", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    /** The node under a key, or the innermost level that is there. */
    private static Node place(Node.Mapping mapping, String key) {
        Node at = mapping;
        for (String part : key.split("\\.")) {
            Node next = at instanceof Node.Mapping level ? level.fields().get(part) : null;
            if (next == null) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private @Nullable Object flaw(Node node, String key, String reason) {
        String name = key.endsWith(".") ? key.substring(0, key.length() - 1) : key;
        flaws.add(node.origin() + ": " + (name.isEmpty() ? "the file " : name + " ") + reason);
        return null;
    }
}
