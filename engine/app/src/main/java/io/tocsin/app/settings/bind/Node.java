// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One place in the settings as they were written, before they are judged. */
sealed interface Node {

    /** Where it was written: {@code file:line}, a flag or an environment variable. */
    String origin();

    /**
     * One value.
     *
     * @param text as written
     * @param origin where
     * @param folder what a relative path in it starts from
     */
    record Scalar(String text, String origin, Path folder) implements Node {}

    /**
     * A list.
     *
     * @param items in the order of the file
     * @param origin where
     */
    record Sequence(List<Node> items, String origin) implements Node {}

    /**
     * Keys and what stands under them. The map can be changed: that is how later layers go over earlier ones.
     *
     * @param fields by key, in the order of the file
     * @param origin where
     */
    record Mapping(Map<String, Node> fields, String origin) implements Node {
        static Mapping empty(String origin) {
            return new Mapping(new LinkedHashMap<>(), origin);
        }
    }
}
