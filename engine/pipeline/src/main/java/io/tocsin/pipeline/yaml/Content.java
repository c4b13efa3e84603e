// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What stands in one place of a YAML file. */
public sealed interface Content {

    /** The answer for the case that it is. */
    <T> T match(Function<Keys, T> keys, Function<Items, T> items, Function<Text, T> text);

    /** What it is, in words. */
    String words();

    /**
     * Keys and what stands under them.
     *
     * @param fields by key, in the order of the file
     */
    record Keys(Map<String, YamlNode> fields) implements Content {
        /** Copies the map. */
        public Keys {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public <T> T match(Function<Keys, T> keys, Function<Items, T> items, Function<Text, T> text) {
            return keys.apply(this);
        }

        @Override
        public String words() {
            return "keys and values";
        }
    }

    /**
     * A list.
     *
     * @param nodes in the order of the file
     */
    record Items(List<YamlNode> nodes) implements Content {
        /** Copies the list. */
        public Items {
            nodes = List.copyOf(nodes);
        }

        @Override
        public <T> T match(Function<Keys, T> keys, Function<Items, T> items, Function<Text, T> text) {
            return items.apply(this);
        }

        @Override
        public String words() {
            return "a list";
        }
    }

    /**
     * One value.
     *
     * @param value as written, without quotes and surrounding blanks; empty when nothing stands there
     */
    record Text(String value) implements Content {
        @Override
        public <T> T match(Function<Keys, T> keys, Function<Items, T> items, Function<Text, T> text) {
            return text.apply(this);
        }

        @Override
        public String words() {
            return value.isEmpty() ? "empty" : "'" + value + "'";
        }
    }
}
