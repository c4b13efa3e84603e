// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How operators write a span of time: {@code 500ms}, {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 2d}. */
public final class Spans {
    private static final String NUMBER = "(?:(\\d{1,9})";
    private static final Pattern SPAN =
            Pattern.compile(NUMBER + "d)?" + NUMBER + "h)?" + NUMBER + "m)?" + NUMBER + "s)?" + NUMBER + "ms)?");

    private Spans() {}

    /** @throws IllegalArgumentException if the text is no span */
    public static Duration parse(String text) {
        Matcher parts = SPAN.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException("no span: " + text);
        }
        return Duration.ofDays(part(parts, 1))
                .plusHours(part(parts, 2))
                .plusMinutes(part(parts, 3))
                .plusSeconds(part(parts, 4))
                .plusMillis(part(parts, 5));
    }

    private static long part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
