// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks sentences between words so that they fit a terminal. A word wider than the terminal, such as an address, stays
 * whole.
 *
 * @param columns width of the terminal in characters; 0 when nothing is broken, as in a file
 */
public record Fold(int columns) {
    /** Breaks nothing. */
    public static final Fold NONE = new Fold(0);

    private static final int READABLE = 50;
    private static final int INDENT = 18;

    /** A sentence from the left edge on. */
    public List<String> sentence(String sentence) {
        return after("", 0, sentence);
    }

    /**
     * A sentence after a head. What does not fit goes on beneath its own beginning; where that leaves too little room,
     * the whole of it goes beneath the head.
     *
     * @param head what stands before it
     * @param width how many characters the head shows, colours not counted
     */
    public List<String> after(String head, int width, String sentence) {
        if (columns == 0 || width + sentence.length() <= columns) {
            return List.of(head + sentence);
        }
        List<String> lines = new ArrayList<>();
        int indent = width;
        if (columns - width < READABLE && !head.isBlank()) {
            lines.add(head.stripTrailing());
            indent = INDENT;
        }
        for (String part : parts(sentence, columns - indent)) {
            lines.add(lines.isEmpty() ? head + part : " ".repeat(indent) + part);
        }
        return lines;
    }

    /** A sentence that belongs to the line above, indented. */
    public List<String> beneath(String sentence) {
        return after(" ".repeat(INDENT), INDENT, sentence);
    }

    private static List<String> parts(String sentence, int room) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (!part.isEmpty() && part.length() + 1 + word.length() > room) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(part.isEmpty() ? "" : " ").append(word);
        }
        parts.add(part.toString());
        return parts;
    }
}
