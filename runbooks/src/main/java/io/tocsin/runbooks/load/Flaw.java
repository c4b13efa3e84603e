// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

/**
 * What is wrong in one place of a runbook's files.
 *
 * @param place the file, as the operator named its folder, with line and column where there are any
 * @param reason what was expected and what was found
 * @param hint how to mend it; may be empty
 */
public record Flaw(String place, String reason, String hint) {

    static Flaw of(io.tocsin.pipeline.yaml.Flaw flaw) {
        return new Flaw(flaw.place().toString(), flaw.reason(), flaw.hint());
    }

    /** What people read: {@code file:line:column: reason; hint}. */
    @Override
    public String toString() {
        return place + ": " + reason + (hint.isEmpty() ? "" : "; " + hint);
    }
}
