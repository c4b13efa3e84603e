// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

/**
 * What is wrong with a rule file, in words that let its author mend it.
 *
 * @param file the file, relative to the rules folder
 * @param line from 1
 * @param column from 1; 0 when it is about the whole line
 * @param reason one sentence
 */
public record Diagnosis(String file, int line, int column, String reason) {

    /** {@code file:line: reason}, or {@code file:line:column: reason}. */
    @Override
    public String toString() {
        return file + ":" + line + (column > 0 ? ":" + column : "") + ": " + reason;
    }
}
