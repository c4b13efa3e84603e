// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

/**
 * What is wrong in one place of a runbook's files.
 *
 * @param file the file, as the operator named its folder
 * @param line line in the file, from 1
 * @param reason what was expected and what was found
 * @param hint how to mend it; may be empty
 */
public record Flaw(String file, int line, String reason, String hint) {

    /** What people read: {@code file:line: reason; hint}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + reason + (hint.isEmpty() ? "" : "; " + hint);
    }
}
