// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** The flaws found in one file so far. Not thread-safe. */
final class Flaws {
    private final String file;
    private final List<Flaw> found = new ArrayList<>();

    Flaws(String file) {
        this.file = file;
    }

    void add(Node node, String reason, String hint) {
        add(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), reason, hint);
    }

    void add(int line, String reason, String hint) {
        found.add(new Flaw(file, line, reason, hint));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Flaw> found() {
        return List.copyOf(found);
    }
}
