// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import java.util.List;
import java.util.Map;

/** A piece of a YAML file that knows the line it stands on. */
sealed interface YamlNode {

    /** The line it begins on, from 1. */
    int line();

    /** What it is, in words. */
    String words();

    /**
     * Keys and values, in the order written.
     *
     * @param entries by key
     */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String words() {
            return "a mapping";
        }
    }

    /**
     * A list.
     *
     * @param items in the order written
     */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String words() {
            return "a list";
        }
    }

    /**
     * One value.
     *
     * @param text as written, without quotes; empty for null
     */
    record Scalar(int line, String text) implements YamlNode {
        @Override
        public String words() {
            return "'" + text + "'";
        }
    }

    /**
     * One entry of a mapping.
     *
     * @param line the line its key stands on
     * @param value its value
     */
    record Entry(int line, YamlNode value) {}
}
