// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of jq an expression may use: what can neither loop, recurse, grow text by a factor nor look outside. So the
 * time of an evaluation grows no faster than the value it looks at. There are no definitions, reductions, assignments,
 * multiplication, regular expressions or environment; one iteration, or two on a path such as {@code .groups[].alerts[]}.
 */
final class Grammar {
    static final int LONGEST = 500;

    private static final Set<String> WORDS =
            Set.of("if", "then", "elif", "else", "end", "and", "or", "as", "true", "false", "null");
    private static final Set<String> ITERATING = Set.of("map", "any", "all", "with_entries");

    /** Functions with how many arguments each takes. */
    private static final Map<String, Integer> FUNCTIONS = Map.ofEntries(
            Map.entry("all", 1),
            Map.entry("any", 1),
            Map.entry("ascii_downcase", 0),
            Map.entry("ascii_upcase", 0),
            Map.entry("contains", 1),
            Map.entry("empty", 0),
            Map.entry("endswith", 1),
            Map.entry("first", 0),
            Map.entry("floor", 0),
            Map.entry("from_entries", 0),
            Map.entry("fromjson", 0),
            Map.entry("has", 1),
            Map.entry("join", 1),
            Map.entry("keys", 0),
            Map.entry("last", 0),
            Map.entry("length", 0),
            Map.entry("ltrimstr", 1),
            Map.entry("map", 1),
            Map.entry("max", 0),
            Map.entry("min", 0),
            Map.entry("not", 0),
            Map.entry("rtrimstr", 1),
            Map.entry("select", 1),
            Map.entry("split", 1),
            Map.entry("startswith", 1),
            Map.entry("to_entries", 0),
            Map.entry("tojson", 0),
            Map.entry("tonumber", 0),
            Map.entry("tostring", 0),
            Map.entry("type", 0),
            Map.entry("with_entries", 1));

    private static final Pattern ITERATION = Pattern.compile("\\[\\s*]");
    private static final Pattern CALL = Pattern.compile("\\s*\\($");
    private static final Pattern ON_A_PATH = Pattern.compile("\\s+|\\.|\\?|\\.[A-Za-z_][A-Za-z0-9_]*|\".*\"");
    private static final Pattern TOKEN = Pattern.compile("(?<space>\\s+)"
            + "|(?<text>\"(?:[^\"\\\\]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+\")"
            + "|(?<field>\\.[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<variable>\\$[a-z][A-Za-z0-9_]*)"
            + "|(?<key>[A-Za-z_][A-Za-z0-9_]*\\s*:(?!:))"
            + "|(?<word>[A-Za-z_][A-Za-z0-9_]*)(?<call>\\s*\\()?"
            + "|(?<number>\\d+(?:\\.\\d+)?)"
            + "|(?<iteration>\\[\\s*])"
            + "|(?<operator>//(?!=)|==|!=|<=|>=|\\.(?!\\.)|[|,()\\[\\]{}:?<>](?!=)|[-+/%](?!=))");

    private Grammar() {}

    /** Whether a function, named as {@code name/arguments}, may be called. */
    static boolean allows(String function) {
        int slash = function.indexOf('/');
        Integer arguments = slash < 0 ? null : FUNCTIONS.get(function.substring(0, slash));
        return arguments != null && function.endsWith("/" + arguments);
    }

    /** Why an expression may not be used, in words that continue "must be"; empty when it may. */
    static Optional<String> objection(String expression) {
        if (expression.length() > LONGEST) {
            return Optional.of("at most " + LONGEST + " characters long");
        }
        Matcher token = TOKEN.matcher(expression);
        int iterations = 0;
        boolean path = true;
        for (int at = 0; at < expression.length(); at = token.end()) {
            if (!token.region(at, expression.length()).lookingAt()) {
                return Optional.of(
                        "written with fields, texts, numbers, if, comparisons, |, //, + - / % and the functions"
                                + " allowed here; what stands at character " + (at + 1) + " is not");
            }
            String word = token.group("word");
            Optional<String> objection = word == null ? Optional.empty() : objection(word, token.group("call") != null);
            if (objection.isPresent()) {
                return objection;
            }
            boolean iterates = token.group("iteration") != null || word != null && ITERATING.contains(word);
            iterations += iterates ? 1 : 0;
            path &= iterates && word == null || ON_A_PATH.matcher(token.group()).matches();
        }
        return iterations <= (path ? 2 : 1)
                ? Optional.empty()
                : Optional.of("with one iteration, or two on a path such as .groups[].alerts[]");
    }

    /** Whether the time of an evaluation does not depend on the value: there is no function and no iteration. */
    static boolean isPlain(String expression) {
        return !iterates(expression) && words(expression).noneMatch(FUNCTIONS::containsKey);
    }

    /** Whether it goes through a list. */
    static boolean iterates(String expression) {
        return TOKEN.matcher(expression)
                        .results()
                        .anyMatch(token -> ITERATION.matcher(token.group()).matches())
                || words(expression).anyMatch(ITERATING::contains);
    }

    private static Stream<String> words(String expression) {
        return TOKEN.matcher(expression)
                .results()
                .map(token -> CALL.matcher(token.group()).replaceFirst(""));
    }

    private static Optional<String> objection(String word, boolean called) {
        Integer arguments = FUNCTIONS.get(word);
        if (arguments == null) {
            return WORDS.contains(word)
                    ? Optional.empty()
                    : Optional.of("without " + word + "; the functions are "
                            + String.join(
                                    ", ", FUNCTIONS.keySet().stream().sorted().toList()));
        }
        return called == (arguments == 1)
                ? Optional.empty()
                : Optional.of("such that " + word + " has " + (arguments == 1 ? "one argument" : "no argument"));
    }
}
