// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The flaws found in one file so far. Not thread-safe. */
final class Flaws {
    private final List<Flaw> found = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    /** The same flaw twice is one. */
    void add(String path, Place place, String reason, String hint) {
        Flaw flaw = new Flaw(place, reason, hint);
        if (!found.contains(flaw)) {
            found.add(flaw);
        }
        paths.add(path);
    }

    /** Nothing more need be said of a path: what it lies in is flawed. */
    void silence(String path) {
        paths.add(path);
    }

    /** Whether nothing was found at a path or below it. */
    boolean noneIn(String path) {
        return paths.stream()
                .noneMatch(flawed -> path.isEmpty()
                        || flawed.equals(path)
                        || flawed.startsWith(path + ".")
                        || flawed.startsWith(path + "["));
    }

    List<Flaw> found() {
        return found;
    }
}
