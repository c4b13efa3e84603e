// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.terminal;

/** What the program ends with. Stable: scripts rely on it. */
public final class Exit {
    /** Done. */
    public static final int OK = 0;
    /** The thing checked is wrong, or the server refused. */
    public static final int WRONG = 1;
    /** The command was used wrongly. */
    public static final int USAGE = 2;
    /** The server cannot be reached, or does not let the caller in. */
    public static final int UNREACHABLE = 4;

    private Exit() {}
}
