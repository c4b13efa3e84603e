// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of text with places to fill: <code>{scope}</code> a word, <code>{usd:usd}</code> a number in a style, and
 * <code>[; {topRatio:percent} {top}]</code> a part that is left out when one of its values is not known. There is nothing
 * else: no loops, no calls. Immutable.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w{1,64})(?::(\\w{1,16}))?}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern LEFT_OVER = Pattern.compile("[{}\\[\\]]");

    private final String text;

    /** @throws IllegalArgumentException if a brace or bracket has no partner or a style is unknown */
    Template(String text) {
        this.text = text;
        String outside = PLACE.matcher(OPTIONAL.matcher(text).replaceAll("$1")).replaceAll("");
        if (LEFT_OVER.matcher(outside).find()) {
            throw new IllegalArgumentException("a brace or bracket has no partner in '" + text + "'");
        }
        PLACE.matcher(text)
                .results()
                .map(r -> r.group(2))
                .filter(style -> style != null)
                .forEach(Template::check);
    }

    private static void check(String style) {
        if (NumberStyle.of(style).isEmpty()) {
            throw new IllegalArgumentException(
                    "style must be one of " + String.join(", ", NumberStyle.words()) + ", was '" + style + "'");
        }
    }

    /**
     * The text with every place filled.
     *
     * @throws MissingValueException if a value that is not optional is not known
     */
    String fill(Values values) {
        String known =
                OPTIONAL.matcher(text).replaceAll(part -> Matcher.quoteReplacement(optional(part.group(1), values)));
        return places(known, values);
    }

    private static String optional(String part, Values values) {
        boolean known = PLACE.matcher(part).results().allMatch(place -> values.knows(place.group(1)));
        return known ? part : "";
    }

    private static String places(String part, Values values) {
        return PLACE.matcher(part)
                .replaceAll(place -> Matcher.quoteReplacement(values.text(
                        place.group(1),
                        NumberStyle.of(String.valueOf(place.group(2))).orElse(NumberStyle.PLAIN))));
    }
}
