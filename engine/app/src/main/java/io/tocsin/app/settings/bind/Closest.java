// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** The known word that somebody who mistyped probably meant. */
public final class Closest {
    private static final int CLOSE = 2;

    private Closest() {}

    /** A hint such as {@code did you mean 'port'?}, or the known words when none is close. */
    public static String hint(String given, Collection<String> known) {
        return to(given, known)
                .map(word -> "did you mean '" + word + "'?")
                .orElseGet(() -> "known are " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    /** The closest known word, if one is close. */
    public static Optional<String> to(String given, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(given, word) <= CLOSE)
                .min(Comparator.comparingInt((String word) -> distance(given, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein distance. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
