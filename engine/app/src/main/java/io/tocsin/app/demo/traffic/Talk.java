// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import org.jspecify.annotations.Nullable;

/** One conversation that is going on. Not thread-safe. */
final class Talk {
    final String session;
    final @Nullable String user;
    final int shift;
    private int turns;

    Talk(String session, @Nullable String user, int shift) {
        this.session = session;
        this.user = user;
        this.shift = shift;
    }

    /** Calls so far. */
    int turns() {
        return turns;
    }

    /** The number of the next call, 0 for the first. */
    int nextTurn() {
        return turns++;
    }
}
