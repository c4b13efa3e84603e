// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

import java.util.Locale;

/** How much an alert matters, least first. */
public enum Severity {
    /** Worth a line in a report. */
    INFO,
    /** Worth a look during the day. */
    WARNING,
    /** Worth waking somebody. */
    CRITICAL;

    /** The word used in labels and files, such as {@code critical}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the word is none of info, warning, critical */
    public static Severity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
