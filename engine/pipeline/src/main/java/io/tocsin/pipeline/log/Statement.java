// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import io.tocsin.model.alert.Alert;

/**
 * A change in what the rules state about a scope.
 *
 * @param kind what changed
 * @param alert the alert as stated last
 */
public record Statement(Kind kind, Alert alert) {

    /** What changed. */
    public enum Kind {
        /** It is true now, and has been for as long as the rule asks. */
        FIRED,
        /** It is still true; the numbers are newer. */
        REFRESHED,
        /** It is no longer true. */
        CLEARED,
        /** A one-off happened. */
        EVENT
    }
}
