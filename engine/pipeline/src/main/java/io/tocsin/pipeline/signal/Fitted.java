// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

/**
 * A text, and what was found out about it once for all signals that carry it.
 *
 * @param text the text
 * @param plain whether it is 1 to 255 printable characters of ASCII, the first and last no space: such a text fits every field
 *     of its shape as it is
 */
public record Fitted(String text, boolean plain) {

    /** Looks at a text. */
    public static Fitted of(String text) {
        boolean plain = !text.isEmpty()
                && text.length() <= SignalDraft.LONGEST_LABEL
                && SignalDraft.plain(text)
                && text.charAt(0) != ' '
                && text.charAt(text.length() - 1) != ' ';
        return new Fitted(text, plain);
    }
}
