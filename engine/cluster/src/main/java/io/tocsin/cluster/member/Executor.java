// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

/** Threads on the called member that run a call. Kinds that may wait for one another have threads of their own. */
public enum Executor {
    /** Short questions and hand-overs of signals. */
    CALLS("tocsin-calls", 64),
    /** Shipping a cell's commits and copies. */
    COPIES("tocsin-copies", 32),
    /** Steps of a planned move. */
    STEPS("tocsin-steps", 16);

    private final String id;
    private final int threads;

    Executor(String id, int threads) {
        this.id = id;
        this.threads = threads;
    }

    String id() {
        return id;
    }

    int threads() {
        return threads;
    }
}
