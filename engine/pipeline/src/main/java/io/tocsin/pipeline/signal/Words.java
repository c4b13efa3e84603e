// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words an enumeration has on the wire: lower case with hyphens, such as {@code partial-outage}. Immutable. */
final class Words<E extends Enum<E>> {
    private final Map<String, E> values = new HashMap<>();
    private final Map<E, String> words;
    private final String all;

    private Words(Class<E> type) {
        words = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            String word = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
            values.put(word, value);
            words.put(value, word);
        }
        all = Arrays.stream(type.getEnumConstants()).map(this::word).collect(Collectors.joining(", "));
    }

    static <E extends Enum<E>> Words<E> of(Class<E> type) {
        return new Words<>(type);
    }

    String word(E value) {
        return words.getOrDefault(value, value.name());
    }

    @Nullable E value(@Nullable String word) {
        return values.get(word);
    }

    /** Every word, for messages. */
    String all() {
        return all;
    }
}
