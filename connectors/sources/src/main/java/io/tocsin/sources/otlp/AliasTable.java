// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which attribute carries which field, read from {@code attributes.csv}. Immutable and thread-safe. */
final class AliasTable {
    private static final AliasTable TABLE = read("attributes.csv");

    private final Map<Alias, List<String>> attributes = new EnumMap<>(Alias.class);
    private final Map<String, Spelling> spellings = new HashMap<>();
    private final Set<String> dropped = new HashSet<>();
    private final List<String> droppedPrefixes = new ArrayList<>();

    private AliasTable() {}

    static AliasTable table() {
        return TABLE;
    }

    /** The attributes that may carry a field, the first that is present wins. */
    List<String> attributes(Alias field) {
        return attributes.getOrDefault(field, List.of());
    }

    /** What an attribute carries, or null. */
    @Nullable Spelling spelling(String attribute) {
        return spellings.get(attribute);
    }

    /** Whether an attribute holds content or personal data. */
    boolean drops(String attribute) {
        if (dropped.contains(attribute)) {
            return true;
        }
        for (String prefix : droppedPrefixes) {
            if (attribute.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static AliasTable read(String resource) {
        AliasTable table = new AliasTable();
        text(resource).lines().filter(line -> !line.startsWith("#")).skip(1).forEach(line -> {
            String[] columns = line.split(",", -1);
            table.add(columns[0], columns[1]);
        });
        return table;
    }

    private void add(String field, String attribute) {
        if (!field.equals("drop")) {
            Alias alias = Alias.of(field);
            List<String> known = attributes.computeIfAbsent(alias, absent -> new ArrayList<>());
            spellings.put(attribute, new Spelling(alias, known.size()));
            known.add(attribute);
        } else if (attribute.endsWith("*")) {
            droppedPrefixes.add(attribute.substring(0, attribute.length() - 1));
        } else {
            dropped.add(attribute);
        }
    }

    private static String text(String resource) {
        try (@Nullable InputStream stream = AliasTable.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What an attribute carries.
     *
     * @param alias the field
     * @param rank its place among the spellings of that field, 0 for the one that wins over all others
     */
    record Spelling(Alias alias, int rank) {}
}
