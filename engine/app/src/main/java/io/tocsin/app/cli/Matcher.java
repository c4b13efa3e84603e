// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One condition on the labels of an alert, in Alertmanager's words: {@code name=value}, {@code name!=value},
 * {@code name=~regex}, {@code name!~regex}. Expressions match whole values; a label that is not there is empty; a word
 * without an operator is the name of a rule.
 *
 * @param name the label
 * @param negated whether the value must not match
 * @param pattern what the whole value is compared with
 */
record Matcher(String name, boolean negated, Pattern pattern) {
    private static final Pattern FORM = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_.-]*)(=~|!~|!=|=)(.*)", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("[a-z0-9.-]+");

    /** @throws IllegalArgumentException if it is no matcher; the message says why */
    static Matcher of(String text) {
        java.util.regex.Matcher form = FORM.matcher(text);
        if (form.matches()) {
            String value = unquoted(form.group(3));
            boolean regex = form.group(2).endsWith("~");
            return new Matcher(form.group(1), form.group(2).startsWith("!"), regex ? compiled(value) : literal(value));
        }
        if (RULE.matcher(text).matches()) {
            return new Matcher("rule", false, literal(text));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no matcher; write name=value, name!=value, name=~regex or name!~regex");
    }

    private static Pattern literal(String value) {
        return Pattern.compile(value, Pattern.LITERAL);
    }

    private static Pattern compiled(String regex) {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + regex + "' is no regular expression: " + e.getDescription(), e);
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Whether it holds for an alert with these labels. */
    boolean holds(Map<String, String> labels) {
        return pattern.matcher(labels.getOrDefault(name, "")).matches() != negated;
    }

    /** Whether all of them hold. */
    static boolean all(List<Matcher> matchers, Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.holds(labels));
    }

    /** Reads the matchers of a command line. @throws Failure if one is none */
    static List<Matcher> of(@Nullable List<String> texts) {
        try {
            return texts == null ? List.of() : texts.stream().map(Matcher::of).toList();
        } catch (IllegalArgumentException wrong) {
            throw new Failure(Exit.USAGE, String.valueOf(wrong.getMessage()), "");
        }
    }
}
