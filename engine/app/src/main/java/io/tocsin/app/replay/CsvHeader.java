// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a trace.
 *
 * @param timestamp index of {@code TIMESTAMP}
 * @param context index of {@code ContextTokens}
 * @param generated index of {@code GeneratedTokens}
 * @param size how many columns there are
 */
record CsvHeader(int timestamp, int context, int generated, int size) {
    private static final String[] NAMES = {"timestamp", "contexttokens", "generatedtokens"};

    /**
     * Reads the first line.
     *
     * @throws IllegalArgumentException if a column is missing; the message names it
     */
    static CsvHeader of(String line) {
        List<String> names =
                cells(line).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        int[] at = new int[NAMES.length];
        for (int i = 0; i < NAMES.length; i++) {
            at[i] = names.indexOf(NAMES[i]);
            if (at[i] < 0) {
                throw new IllegalArgumentException(
                        "expected the columns TIMESTAMP,ContextTokens,GeneratedTokens; there is no " + NAMES[i]);
            }
        }
        return new CsvHeader(at[0], at[1], at[2], names.size());
    }

    /** The cells of a line, without spaces and quotes around them. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(",", -1)) {
            String bare = cell.strip();
            boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
            cells.add(quoted ? bare.substring(1, bare.length() - 1).strip() : bare);
        }
        return cells;
    }
}
