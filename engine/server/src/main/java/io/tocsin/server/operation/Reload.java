// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operation;

/** Reads again, while the server runs, what may change while it runs. Thread-safe. */
@FunctionalInterface
public interface Reload {
    /** For a server whose settings are not read from a file. */
    Reload NONE = () -> new Outcome(false, "this server has nothing to read again");

    /** Reads again. Blocks for a moment. When anything is wrong, nothing changes. */
    Outcome reload();

    /**
     * What came of it.
     *
     * @param ok whether it holds now
     * @param message what has changed, or everything that is wrong; no secrets
     */
    record Outcome(boolean ok, String message) {}
}
