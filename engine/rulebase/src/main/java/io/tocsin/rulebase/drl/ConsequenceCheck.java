// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges the words of a consequence against an allow-list: variables of the rule, types and members of the model, and the
 * few verbs of its layer. Whatever is not on the list is refused, so a consequence reaches no other class.
 */
final class ConsequenceCheck {
    private static final Pattern WORD = Pattern.compile("(\\.\\s*)?(?<![\\w$])([A-Za-z_$][\\w$]*)");
    private static final Pattern REFUSED_SIGN = Pattern.compile("\\\\|->|::|\\{|\\}|@|#|\\[|\\]");
    private static final Set<String> COMMON = Set.of("true", "false", "null");
    private static final Set<String> DETECT = Set.of("insert");
    private static final Set<String> RESPOND = Set.of("insertLogical", "new");

    private ConsequenceCheck() {}

    /** What is wrong with the rule's consequence. */
    static List<Diagnosis> of(RuleText rule) {
        List<Diagnosis> problems = new ArrayList<>();
        MaskedText masked = new MaskedText(rule.consequence());
        Matcher sign = REFUSED_SIGN.matcher(masked.text());
        if (sign.find()) {
            problems.add(complaint(rule, masked, sign.start(), sign.group()));
        }
        if (rule.consequence().contains("\\u")) {
            problems.add(complaint(rule, masked, rule.consequence().indexOf("\\u"), "\\u"));
        }
        Set<String> allowed = allowed(rule.file().layer());
        Matcher word = WORD.matcher(masked.text());
        while (word.find()) {
            String name = word.group(2);
            boolean member = word.group(1) != null;
            boolean known =
                    member ? Vocabulary.memberNames().contains(name) : name.startsWith("$") || allowed.contains(name);
            if (!known) {
                problems.add(complaint(rule, masked, word.start(2), name));
            }
        }
        if (rule.file().layer() == Layer.DETECT
                && !masked.text()
                        .matches("(?s)\\s*insert\\s*\\(\\s*Alert\\s*\\.\\s*on\\s*\\([^;]*\\)\\s*\\)\\s*;\\s*")) {
            problems.add(rule.complaint("rule \"" + rule.name() + "\" must do nothing but insert( Alert.on( … ) );"));
        }
        return problems;
    }

    private static Set<String> allowed(Layer layer) {
        Set<String> allowed = new TreeSet<>(COMMON);
        allowed.addAll(Vocabulary.typeNames());
        if (layer == Layer.DETECT) {
            allowed.addAll(DETECT);
        } else if (layer == Layer.RESPOND) {
            allowed.addAll(RESPOND);
        }
        return allowed;
    }

    private static Diagnosis complaint(RuleText rule, MaskedText masked, int offset, String what) {
        String body = rule.consequence().strip();
        MaskedText file = new MaskedText(rule.file().text());
        int start = rule.file().text().indexOf(body, file.offset(Math.max(1, rule.consequenceLine()), 1));
        int lead = rule.consequence().indexOf(body);
        int line = start < 0 ? rule.line() : file.line(start) + masked.line(offset) - masked.line(lead);
        return new Diagnosis(
                rule.file().path(),
                line,
                0,
                "'" + what + "' is refused in the consequence of rule \"" + rule.name() + "\"");
    }
}
