// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import java.util.regex.Pattern;

/**
 * A text whose comments and string contents are blanked, character for character, so that what is left can be searched
 * for words and every offset and line stays true. Immutable.
 */
final class MaskedText {
    private static final Pattern HIDDEN = Pattern.compile(
            "/\\*.*?(?:\\*/|\\z)|//[^\n]*|\"(?:\\\\.|[^\"\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\n])*'?", Pattern.DOTALL);

    private final String text;

    MaskedText(String original) {
        text = HIDDEN.matcher(original).replaceAll(match -> blank(match.group()));
    }

    /** The text with comments blank and strings empty: quotes stay. */
    String text() {
        return text;
    }

    /** Line of an offset, from 1. */
    int line(int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** Column of an offset, from 1. */
    int column(int offset) {
        return offset - text.lastIndexOf('\n', offset - 1);
    }

    /** Offset of a line and column, both from 1. */
    int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.min(start + column - 1, text.length());
    }

    private static String blank(String hidden) {
        char quote = hidden.charAt(0);
        StringBuilder blank = new StringBuilder(hidden.length());
        for (int i = 0; i < hidden.length(); i++) {
            char c = hidden.charAt(i);
            boolean edge = quote != '/' && (i == 0 || i == hidden.length() - 1) && c == quote;
            blank.append(edge || c == '\n' ? c : ' ');
        }
        return java.util.regex.Matcher.quoteReplacement(blank.toString());
    }
}
