// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Labels by name, sorted by name. Two arrays instead of a tree: a signal carries about ten of them, and signals wait by the
 * thousand; those of one series share the array of names. Immutable and thread-safe.
 */
public final class Labels extends AbstractMap<String, String> {
    /** None at all. */
    public static final Labels NONE = new Labels(new String[0], new String[0]);

    private final String[] names;
    private final String[] values;

    private Labels(String[] names, String[] values) {
        this.names = names;
        this.values = values;
    }

    /** The labels of a map; itself when it is one already. */
    public static Labels copyOf(Map<String, String> labels) {
        if (labels instanceof Labels immutable) {
            return immutable;
        }
        if (labels.isEmpty()) {
            return NONE;
        }
        Map<String, String> sorted = new TreeMap<>(labels);
        return new Labels(
                sorted.keySet().toArray(new String[0]), sorted.values().toArray(new String[0]));
    }

    /** The names of labels, for as many sets of labels as have the same ones. Immutable and thread-safe. */
    public static final class Names {
        private final String[] names;

        /** These names. @throws IllegalArgumentException if they are not in order, or one is there twice */
        public Names(List<String> sorted) {
            this.names = sorted.toArray(new String[0]);
            for (int i = 1; i < names.length; i++) {
                if (names[i - 1].compareTo(names[i]) >= 0) {
                    throw new IllegalArgumentException("names of labels must be sorted, each there once");
                }
            }
        }

        /**
         * Labels with these names.
         *
         * @param values one for each name, in their order; taken, not copied
         * @throws IllegalArgumentException if there are more or fewer of them
         */
        public Labels with(String[] values) {
            if (values.length != names.length) {
                throw new IllegalArgumentException(names.length + " labels cannot have " + values.length + " values");
            }
            return new Labels(names, values);
        }
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        int at = name instanceof String text ? Arrays.binarySearch(names, text) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Collection<String> values() {
        return List.of(values);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Entries();
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Labels labels
                ? Arrays.equals(names, labels.names) && Arrays.equals(values, labels.values)
                : super.equals(other);
    }

    /** As that of every map. */
    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < names.length; i++) {
            sum += names[i].hashCode() ^ values[i].hashCode();
        }
        return sum;
    }

    /** As that of every map, such as <code>{a=1, b=2}</code>. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(2 + 40 * names.length).append('{');
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : ", ").append(names[i]).append('=').append(values[i]);
        }
        return text.append('}').toString();
    }

    private final class Entries implements Iterator<Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, String> next() {
            if (next >= names.length) {
                throw new NoSuchElementException();
            }
            Entry<String, String> entry = new SimpleImmutableEntry<>(names[next], values[next]);
            next++;
            return entry;
        }
    }
}
