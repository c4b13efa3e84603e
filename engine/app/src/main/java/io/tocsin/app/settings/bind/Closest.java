// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import io.tocsin.rulebase.Spelling;
import java.util.Collection;
import java.util.Optional;

/** The known word that somebody who mistyped probably meant: the rulebase's {@link Spelling}, in the words of settings. */
public final class Closest {
    private Closest() {}

    /** A hint such as {@code did you mean 'port'?}, or the known words when none is close. */
    public static String hint(String given, Collection<String> known) {
        return Spelling.nearestOrAll(given, known);
    }

    /** The closest known word, if one is close. */
    public static Optional<String> to(String given, Collection<String> known) {
        return Spelling.nearest(given, known);
    }
}
