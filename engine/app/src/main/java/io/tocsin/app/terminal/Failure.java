// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.terminal;

/** A command could not do what it was asked for, for a reason that people can understand. Ends the program. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String hint;

    /**
     * With what went wrong.
     *
     * @param code one of {@link Exit}
     * @param sentence what went wrong; may hold several lines
     * @param hint how to go on; may be empty
     */
    public Failure(int code, String sentence, String hint) {
        super(sentence);
        this.code = code;
        this.hint = hint;
    }

    /** What the program ends with. */
    public int code() {
        return code;
    }

    /** How to go on; may be empty. */
    public String hint() {
        return hint;
    }
}
