// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.rulebase.Spelling;
import io.tocsin.rulebase.drl.Expression.Chain;
import io.tocsin.rulebase.drl.RuleText.Constraint;
import io.tocsin.rulebase.drl.RuleText.PatternText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the patterns of one rule: known types, known fields, and comparisons of like with like. */
final class ConstraintCheck {
    private static final Set<String> WORDS = Set.of(
            "true",
            "false",
            "null",
            "this",
            "not",
            "in",
            "matches",
            "contains",
            "memberOf",
            "str",
            "startsWith",
            "endsWith");
    private static final Pattern LIMIT_NAME = Pattern.compile("limit\\s*\\(\\s*\"[^\"]+\"\\s*\\).*", Pattern.DOTALL);

    private final RuleText rule;
    private final MaskedText masked;
    private final Map<String, Map<String, Class<?>>> types;
    private final List<Diagnosis> problems = new ArrayList<>();

    private ConstraintCheck(RuleText rule) {
        this.rule = rule;
        masked = new MaskedText(rule.file().text());
        types = Vocabulary.patterns(rule.file().layer());
    }

    /** What is wrong with the rule's condition. */
    static List<Diagnosis> of(RuleText rule) {
        ConstraintCheck check = new ConstraintCheck(rule);
        rule.patterns().forEach(check::pattern);
        return check.problems;
    }

    private void pattern(PatternText pattern) {
        Map<String, Class<?>> fields = types.get(pattern.type());
        if (fields == null) {
            String layer = rule.file().concern() + "/";
            complain(
                    pattern.offset(),
                    "a rule in " + layer + " cannot match on '" + pattern.type() + "'"
                            + Spelling.hint(pattern.type(), types.keySet()));
            return;
        }
        for (Constraint constraint : pattern.constraints()) {
            if (constraint.text().indexOf('\\') >= 0 && !constraint.text().contains("matches")) {
                complain(constraint.offset(), "a backslash is refused in a condition");
            }
            for (Chain chain : Expression.of(constraint.text()).chains()) {
                chain(pattern.type(), fields, constraint, chain);
            }
        }
    }

    private void chain(String type, Map<String, Class<?>> fields, Constraint constraint, Chain chain) {
        int offset = constraint.offset() + chain.offset();
        String head = chain.head();
        if (head.startsWith("$") || WORDS.contains(head)) {
            members(offset, null, chain);
        } else if (Vocabulary.typeNames().contains(head)) {
            members(offset, null, chain);
        } else if (chain.called() && chain.names().size() == 1) {
            call(offset, type, head, constraint.text().substring(chain.offset()));
        } else if (fields.containsKey(head)) {
            Class<?> end = members(offset, fields.get(head), chain);
            if (end != null && !chain.operator().isEmpty()) {
                compared(offset, end, chain);
            }
        } else {
            Set<String> known = new TreeSet<>(fields.keySet());
            complain(offset, type + " has no field '" + head + "'" + Spelling.hint(head, known));
        }
    }

    private void call(int offset, String type, String name, String from) {
        if (DetectRuleReader.fact(type).isEmpty() || rule.file().layer() == Layer.RESPOND) {
            complain(offset, "'" + name + "(…)' is refused; only facts know limits");
        } else if (!"limit".equals(name)) {
            complain(offset, "'" + name + "(…)' is refused; a condition may call limit(\"…\") only");
        } else if (!LIMIT_NAME.matcher(from).matches()) {
            complain(offset, "limit takes the name of a limit in quotes");
        }
    }

    /** Type of the last name, null when it is not one of the model. */
    private @Nullable Class<?> members(int offset, @Nullable Class<?> start, Chain chain) {
        Class<?> type = start;
        for (int i = 1; i < chain.names().size(); i++) {
            String name = chain.names().get(i);
            boolean model = type != null && type.getName().startsWith("io.tocsin.model.");
            Class<?> next = model && type != null ? Vocabulary.fields(type).get(name) : null;
            if (next == null && (model || !Vocabulary.memberNames().contains(name))) {
                Set<String> known =
                        model && type != null ? Vocabulary.fields(type).keySet() : Vocabulary.memberNames();
                complain(
                        offset,
                        "'" + chain.names().get(i - 1) + "' has no field '" + name + "'" + Spelling.hint(name, known));
                return null;
            }
            type = next;
        }
        return type;
    }

    private void compared(int offset, Class<?> type, Chain chain) {
        String right = chain.right();
        Kind kind = Kind.of(type);
        Kind given = Kind.ofLiteral(right);
        String name = String.join(".", chain.names());
        if (given != Kind.UNKNOWN && kind != Kind.UNKNOWN && kind != given && !"null".equals(right)) {
            complain(offset, "'" + name + "' is " + kind.words + ", but is compared with " + given.words + " " + right);
        }
        if (kind == Kind.CONSTANT && right.indexOf('.') > 0) {
            String constant = right.substring(right.lastIndexOf('.') + 1);
            List<String> known =
                    Stream.of(type.getEnumConstants()).map(Object::toString).toList();
            if (!known.contains(constant) && right.startsWith(type.getSimpleName() + ".")) {
                complain(offset, "there is no " + right + Spelling.hint(constant, known));
            }
        }
    }

    private void complain(int offset, String reason) {
        problems.add(new Diagnosis(rule.file().path(), masked.line(offset), masked.column(offset), reason));
    }

    /** What a value is. */
    private enum Kind {
        NUMBER("a number"),
        TEXT("text"),
        TRUTH("true or false"),
        CONSTANT("one of fixed words"),
        UNKNOWN("a value");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        static Kind of(Class<?> type) {
            if (type == double.class || type == long.class || type == int.class) {
                return NUMBER;
            }
            if (type == boolean.class) {
                return TRUTH;
            }
            return type == String.class ? TEXT : type.isEnum() ? CONSTANT : UNKNOWN;
        }

        static Kind ofLiteral(String right) {
            if (right.startsWith("\"")) {
                return TEXT;
            }
            if (right.startsWith("limit") || right.matches("-?\\d.*")) {
                return NUMBER;
            }
            return "true".equals(right) || "false".equals(right) ? TRUTH : UNKNOWN;
        }
    }
}
