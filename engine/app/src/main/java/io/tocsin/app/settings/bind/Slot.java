// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One component of a settings record as a key of the file.
 *
 * @param key dashed name
 * @param container {@code Optional}, {@code List} or {@code Map}; null for a plain value
 * @param type the type of the value, or of what the container holds; for a map of lists still the list
 * @param about what it does
 * @param fallback the built-in value as written, empty for none
 */
record Slot(String key, @Nullable Class<?> container, Type type, String about, String fallback) {

    /** The keys of a record, in its order. @throws IllegalStateException if a component is not described */
    static List<Slot> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Slot::of).toList();
    }

    private static Slot of(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(component + " has no @Setting");
        }
        Type type = component.getGenericType();
        Class<?> container = null;
        if (type instanceof ParameterizedType generic) {
            container = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            type = arguments[arguments.length - 1];
        }
        return new Slot(dashed(component.getName()), container, type, setting.value(), setting.fallback());
    }

    /** The class of one value; for a map of lists, of what the lists hold. */
    Class<?> raw() {
        return type instanceof ParameterizedType generic
                ? (Class<?>) generic.getActualTypeArguments()[0]
                : (Class<?>) type;
    }

    /** Whether it is a level of its own rather than a value. */
    boolean nested() {
        return container == null && raw().isRecord() && !Values.readable(raw());
    }

    /** Whether one text in the environment can be its value. */
    boolean single() {
        return !nested() && container != Map.class && container != List.class;
    }

    boolean holds(Class<?> kind) {
        return container == kind;
    }

    /** {@code maxBody} as {@code max-body}. */
    static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** The record that a sealed interface offers under a {@code type}. */
    static Optional<Class<?>> variant(Class<?> sealed, String type) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .<Class<?>>map(permitted -> permitted)
                .filter(permitted -> variantName(permitted).equals(type))
                .findFirst();
    }

    /** {@code SlackOps} as {@code slackops}, unless the record says otherwise. */
    static String variantName(Class<?> type) {
        VariantName named = type.getAnnotation(VariantName.class);
        return named == null ? type.getSimpleName().toLowerCase(Locale.ROOT) : named.value();
    }
}
