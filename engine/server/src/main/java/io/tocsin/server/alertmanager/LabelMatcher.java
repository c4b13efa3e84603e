// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.alertmanager;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/**
 * One condition on labels such as {@code team=~"search|chat"}. A label that is absent is empty. Expressions are those of RE2,
 * anchored at both ends and linear in the length of the label.
 */
final class LabelMatcher implements Predicate<Map<String, String>> {
    private static final int LONGEST = 1_000;
    private static final java.util.regex.Pattern FORM =
            java.util.regex.Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:.]*)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*");

    private final String name;
    private final Predicate<String> value;

    private LabelMatcher(String name, Predicate<String> value) {
        this.name = name;
        this.value = value;
    }

    /** @throws IllegalArgumentException if it is not a matcher; the message says why */
    static LabelMatcher of(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            throw new IllegalArgumentException("a matcher is a name, one of = != =~ !~ and a value");
        }
        String operator = form.group(2);
        Predicate<String> wanted =
                operator.endsWith("~") ? expression(unquoted(form.group(3))) : unquoted(form.group(3))::equals;
        return new LabelMatcher(form.group(1), operator.startsWith("!") ? wanted.negate() : wanted);
    }

    private static Predicate<String> expression(String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            return pattern::matches;
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("the expression of a matcher cannot be read", wrong);
        }
    }

    private static String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        if (value.length() < 2 || !value.endsWith("\"")) {
            throw new IllegalArgumentException("the value of a matcher has no closing quote");
        }
        return value.substring(1, value.length() - 1)
                .replace("\\n", "\n")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }

    @Override
    public boolean test(Map<String, String> labels) {
        return value.test(labels.getOrDefault(name, ""));
    }
}
