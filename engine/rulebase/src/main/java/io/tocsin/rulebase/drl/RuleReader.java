// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.rulebase.drl.RuleText.Constraint;
import io.tocsin.rulebase.drl.RuleText.PatternText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Takes one parsed rule apart. */
final class RuleReader {
    private final RuleFile file;
    private final List<PatternText> patterns = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    private RuleReader(RuleFile file) {
        this.file = file;
    }

    static RuleText read(RuleFile file, RuleDescr rule) {
        RuleReader reader = new RuleReader(file);
        rule.getLhs().getDescrs().forEach(reader::visit);
        return new RuleText(
                file,
                rule.getName(),
                rule.getLine(),
                metadata(rule),
                List.copyOf(rule.getAttributes().keySet()),
                reader.patterns,
                reader.refused,
                String.valueOf(rule.getConsequence()),
                rule.getConsequenceLine());
    }

    private static Map<String, String> metadata(RuleDescr rule) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (AnnotationDescr annotation : rule.getAnnotations()) {
            Object value = annotation.getSingleValueStripped();
            metadata.put(annotation.getName(), value == null ? "" : value.toString());
        }
        return metadata;
    }

    private void visit(BaseDescr part) {
        if (part instanceof PatternDescr pattern) {
            visit(pattern);
        } else if (part instanceof EvalDescr) {
            refused.add("eval");
        } else if (part instanceof ForallDescr) {
            refused.add("forall");
        } else if (part instanceof ConditionalElementDescr element) {
            if (file.layer() == Layer.DETECT) {
                refused.add("not, exists, and, or");
            }
            element.getDescrs().forEach(child -> visit((BaseDescr) child));
        } else {
            refused.add(part.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT));
        }
    }

    private void visit(PatternDescr pattern) {
        if (pattern.getSource() != null) {
            refused.add("from, accumulate or collect");
        }
        if (!pattern.getBehaviors().isEmpty()) {
            refused.add("a window");
        }
        List<Constraint> constraints = new ArrayList<>();
        pattern.getDescrs().forEach(child -> constraints(child, constraints));
        patterns.add(new PatternText(pattern.getObjectType(), typeOffset(pattern), List.copyOf(constraints)));
    }

    private void constraints(BaseDescr child, List<Constraint> into) {
        if (child instanceof ExprConstraintDescr expression) {
            if (expression.getType() == ExprConstraintDescr.Type.POSITIONAL) {
                refused.add("a positional argument");
            }
            into.add(new Constraint(expression.getExpression().strip(), expression.getStartCharacter()));
        } else {
            refused.add("an element that is no constraint");
        }
    }

    private int typeOffset(PatternDescr pattern) {
        int start = Math.max(0, pattern.getStartCharacter());
        return Math.max(start, file.text().indexOf(pattern.getObjectType(), start));
    }
}
