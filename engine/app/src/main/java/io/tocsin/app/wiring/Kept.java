// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What was started so far, to be taken apart in the opposite order. Not thread-safe. */
final class Kept {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Keeps one more. */
    <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Everything, the newest first. */
    List<AutoCloseable> lastFirst() {
        return List.copyOf(parts);
    }
}
