// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

/**
 * What is wrong in one place of a file.
 *
 * @param place where
 * @param reason what was expected and what was found
 * @param hint how to mend it; may be empty
 */
public record Flaw(Place place, String reason, String hint) {

    /** What people read: {@code file:line:column: reason; hint}. */
    @Override
    public String toString() {
        return place + ": " + reason + (hint.isEmpty() ? "" : "; " + hint);
    }
}
