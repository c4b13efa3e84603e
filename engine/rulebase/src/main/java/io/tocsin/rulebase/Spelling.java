// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the word somebody probably meant. Pure. */
public final class Spelling {
    private Spelling() {}

    /** {@code ; did you mean 'x'?} for the nearest known word, or nothing when none is near. */
    public static String hint(String given, Collection<String> known) {
        return nearest(given, known).map(word -> "; " + question(word)).orElse("");
    }

    /** {@code did you mean 'x'?} for the nearest known word, or all the known words when none is near. */
    public static String nearestOrAll(String given, Collection<String> known) {
        return nearest(given, known)
                .map(Spelling::question)
                .orElseGet(() -> "known are " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    /** The nearest known word, if one is near. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(given, word) <= Math.max(1, given.length() / 3))
                .min(Comparator.<String>comparingInt(word -> distance(given, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String question(String word) {
        return "did you mean '" + word + "'?";
    }

    /** Letters to insert, delete, change or swap with their neighbour, whatever their case. */
    public static int distance(String given, String word) {
        String a = given.toLowerCase(Locale.ROOT);
        String b = word.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, 1 + cost[i - 2][j - 2]) : best;
    }
}
