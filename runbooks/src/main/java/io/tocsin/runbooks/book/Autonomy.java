// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.book;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far a runbook may go without a human; least first. */
public enum Autonomy {
    /** It is only watched: nobody is told and nothing is done. */
    SHADOW,
    /** People read of it and act themselves. */
    SUGGEST,
    /** It acts once a named human has approved. */
    APPROVE,
    /** It acts by itself. */
    AUTO;

    /** The word used in files, such as {@code approve}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The autonomy of that word, if there is one. */
    public static Optional<Autonomy> of(String word) {
        return Arrays.stream(values()).filter(a -> a.word().equals(word)).findFirst();
    }

    /** Every word, least autonomy first. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Autonomy::word).toList();
    }
}
