// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one constraint: every chain of names such as {@code alert.severity}, where it stands, and what it is
 * compared with.
 *
 * @param chains in order
 */
record Expression(List<Chain> chains) {
    private static final Pattern NAMES =
            Pattern.compile("(?<![\\w$.])([A-Za-z_$][\\w$]*(?:\\s*\\.\\s*[A-Za-z_][\\w$]*)*)(\\s*\\()?");
    private static final Pattern COMPARED = Pattern.compile(
            "\\s*(==|!=|>=|<=|>|<)\\s*(limit\\s*\\([^)]*\\)|-?\\d[\\w.]*|\"[^\"]*\"|[A-Za-z_$][\\w$.]*)");

    /** Reads a constraint. */
    static Expression of(String text) {
        String masked = new MaskedText(text).text();
        List<Chain> chains = new ArrayList<>();
        Matcher names = NAMES.matcher(masked);
        while (names.find()) {
            String operator = "";
            String right = "";
            Matcher compared = COMPARED.matcher(masked).region(names.end(1), masked.length());
            if (names.group(2) == null && compared.lookingAt()) {
                operator = compared.group(1);
                right = text.substring(compared.start(2), compared.end(2));
            }
            int end = operator.isEmpty() ? names.end(1) : compared.end();
            String written = text.substring(names.start(), end);
            chains.add(new Chain(
                    List.of(names.group(1).split("\\s*\\.\\s*")),
                    names.start(),
                    names.group(2) != null,
                    operator,
                    right,
                    written));
        }
        return new Expression(List.copyOf(chains));
    }

    /**
     * One chain of names.
     *
     * @param names the names, at least one
     * @param offset where it stands in the constraint
     * @param called whether the last name is called
     * @param operator how it is compared; empty when it is not
     * @param right what it is compared with, as written; empty when it is not
     * @param written the chain and what it is compared with, as written
     */
    record Chain(List<String> names, int offset, boolean called, String operator, String right, String written) {
        /** The first name. */
        String head() {
            return names.get(0);
        }
    }
}
