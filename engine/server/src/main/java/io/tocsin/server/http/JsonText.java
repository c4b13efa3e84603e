// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** Writes JSON by hand where a tree would cost too much. */
public final class JsonText {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private JsonText() {}

    /** Appends a string with its quotes. */
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        ENCODER.quoteAsString(text, out);
        out.append('"');
    }

    /** Appends an array of strings. */
    public static void array(StringBuilder out, List<String> texts) {
        out.append('[');
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            quote(out, texts.get(i));
        }
        out.append(']');
    }
}
