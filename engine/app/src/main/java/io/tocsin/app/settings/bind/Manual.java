// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all settings for people, written from the records themselves. */
public final class Manual {
    private final StringBuilder rows = new StringBuilder();

    private Manual() {}

    /** One Markdown table row per key, in the order of the records. */
    public static String rows(Class<?> type) {
        Manual manual = new Manual();
        manual.level(type, "", "");
        return manual.rows.toString();
    }

    private void level(Class<?> type, String prefix, String of) {
        for (Slot slot : Slot.of(type)) {
            String key = prefix + slot.key();
            if (slot.nested()) {
                level(slot.raw(), key + ".", of);
            } else if (slot.holds(Map.class)) {
                map(slot, key);
            } else if (slot.raw().isSealed()) {
                row(key, "keys", "", slot.about(), "");
                choice(slot.raw(), key + ".");
            } else if (slot.holds(List.class) && !Values.readable(slot.raw())) {
                row(key, "list", slot.fallback(), slot.about(), "");
                level(slot.raw(), key + "[].", of);
            } else {
                row(
                        key,
                        kind(slot),
                        slot.fallback(),
                        of + slot.about(),
                        prefix.contains("<") || prefix.contains("[") || !slot.single() ? "" : Layers.variable(key));
            }
        }
    }

    private void map(Slot slot, String key) {
        Class<?> type = slot.raw();
        boolean keys = type.isSealed() || type.isRecord() && !Values.readable(type);
        row(key + ".<name>", keys ? "keys" : kind(slot), "", slot.about(), "");
        if (type.isSealed()) {
            for (Class<?> variant : type.getPermittedSubclasses()) {
                String prefix = key + ".<" + Slot.variantName(variant) + ">.";
                row(prefix + "type", "text", "", code(Slot.variantName(variant)), "");
                level(variant, prefix, "");
            }
        } else if (keys) {
            level(type, key + ".<name>.", "");
        }
    }

    /** The keys of a level that can be one of several, each with the type it belongs to. */
    private void choice(Class<?> type, String prefix) {
        for (Class<?> variant : type.getPermittedSubclasses()) {
            String name = code(Slot.variantName(variant));
            row(prefix + "type", "text", "", name, "");
            level(variant, prefix, "With " + name + ": ");
        }
    }

    private void row(String key, String kind, String fallback, String about, String variable) {
        String builtIn = fallback.isEmpty() ? "" : code(fallback);
        rows.append("| ")
                .append(String.join(" | ", code(key), kind, builtIn, about, variable.isEmpty() ? "" : code(variable)))
                .append(" |\n");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String kind(Slot slot) {
        Class<?> type = slot.raw();
        String one = type.isEnum() ? String.join(" or ", Values.words(type)) : word(type);
        boolean many = slot.holds(List.class) || slot.type() instanceof ParameterizedType;
        String kind = many ? "list of " + one : one;
        boolean optional = slot.holds(Optional.class);
        return optional
                        || many
                        || slot.container() == Map.class
                        || !slot.fallback().isEmpty()
                ? kind
                : kind + ", needed";
    }

    private static String word(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int" -> "whole number";
            case "boolean" -> "true or false";
            case "Duration" -> "span";
            case "ByteSize" -> "size";
            case "Path" -> "path";
            case "URI" -> "address";
            case "Secret" -> "secret";
            default -> "text";
        };
    }
}
