// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

/**
 * Text that does what it looks like: one line, no control characters, none of the invisible marks that turn the
 * direction of writing around or hide between letters. Names of users and features come from outside.
 */
public final class PlainText {
    private PlainText() {}

    /** The text without what cannot be seen; white space of any kind becomes a space. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                clean.append(' ');
            } else if (visible(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString().strip();
    }

    /** At most so many characters, the last of them an ellipsis when something was cut; never half a character. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }

    private static boolean visible(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED;
    }
}
