// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the word somebody probably meant. */
final class Spelling {
    private Spelling() {}

    /** {@code ; did you mean 'x'?} for the nearest known word, or nothing when none is near. */
    static String hint(String given, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(given, word) <= Math.max(1, given.length() / 3))
                .min(Comparator.<String>comparingInt(word -> distance(given, word))
                        .thenComparing(word -> word))
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static int distance(String given, String word) {
        String a = given.toLowerCase(Locale.ROOT);
        String b = word.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
