// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

/**
 * Writes HTML. Texts and attribute values are escaped here and nowhere else, so no page can forget it; characters that
 * change the direction of text or control a terminal become U+FFFD. Not thread-safe.
 */
final class Html {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder(8_192);

    /** Opens an element; attributes are names and values in turn. */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    /** Closes an element. */
    Html close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    /** An element with a text. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** A text. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i));
        }
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void escape(char next) {
        switch (next) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.append(harmful(next) ? REPLACEMENT : next);
        }
    }

    private static boolean harmful(char next) {
        boolean control = Character.isISOControl(next) && next != '\n' && next != '\t';
        boolean direction = next >= '\u202A' && next <= '\u202E' || next >= '\u2066' && next <= '\u2069';
        return control || direction;
    }
}
