// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.coverage;

import io.tocsin.rulebase.Coverage.RuleSeen;
import io.tocsin.rulebase.drl.ConditionPlace;
import io.tocsin.rulebase.drl.RulePlace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drools.model.Binding;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;

/**
 * One rule as it was compiled, walked pattern by pattern over objects: naive and slow, but the same predicates. A
 * condition counts where the patterns before its own matched. Not thread-safe.
 */
final class RuleWalk {
    private final RulePlace place;
    private final List<Condition> steps;
    private final Map<Constraint, Mark> marks = new IdentityHashMap<>();
    private final List<Mark> inOrder = new ArrayList<>();
    private boolean matched;

    RuleWalk(Rule rule, RulePlace place) {
        this.place = place;
        this.steps = steps(rule.getView()).toList();
        Deque<ConditionPlace> places = new ArrayDeque<>(place.conditions());
        steps.forEach(step -> mark(step, places));
    }

    private static Stream<Condition> steps(Condition condition) {
        return condition.getType() == Condition.Type.AND
                ? condition.getSubConditions().stream().flatMap(RuleWalk::steps)
                : Stream.of(condition).filter(RuleWalk::judges);
    }

    private static boolean judges(Condition condition) {
        return condition instanceof Pattern || !condition.getSubConditions().isEmpty();
    }

    private void mark(Condition step, Deque<ConditionPlace> places) {
        if (step instanceof Pattern<?> pattern) {
            singles(pattern.getConstraint()).forEach(single -> mark(single, places));
        } else {
            step.getSubConditions().forEach(child -> mark(child, places));
        }
    }

    private void mark(SingleConstraint single, Deque<ConditionPlace> places) {
        String text = single.predicateInformation().getStringConstraint().replaceAll("\\s+", " ");
        ConditionPlace own = places.stream()
                .filter(candidate -> candidate.text().equals(text))
                .findFirst()
                .orElseGet(() -> new ConditionPlace(text, place.line(), 1));
        places.remove(own);
        Mark mark = new Mark(own);
        marks.put(single, mark);
        inOrder.add(mark);
    }

    private static Stream<SingleConstraint> singles(Constraint constraint) {
        if (constraint instanceof SingleConstraint single) {
            boolean bare = single.predicateInformation().getStringConstraint().isEmpty();
            return bare ? Stream.empty() : Stream.of(single);
        }
        return constraint.getChildren().stream().flatMap(RuleWalk::singles);
    }

    RulePlace place() {
        return place;
    }

    /** Notes how its conditions stand among these objects. */
    void sees(Collection<?> objects) {
        if (!matched || inOrder.stream().anyMatch(mark -> !mark.complete())) {
            matched |= walk(0, objects, new HashMap<>());
        }
    }

    /** How its conditions on one pattern stand on an object, in the order written; notes nothing. */
    Map<ConditionPlace, Boolean> judge(Object object) {
        Map<ConditionPlace, Boolean> judged = new LinkedHashMap<>();
        for (Condition step : steps) {
            if (step instanceof Pattern<?> pattern) {
                Map<Variable<?>, Object> bound = new HashMap<>(Map.of(pattern.getPatternVariable(), object));
                pattern.getBindings().forEach(binding -> bind(binding, bound));
                singles(pattern.getConstraint()).forEach(single -> {
                    Mark mark = marks.get(single);
                    if (mark != null) {
                        judged.put(mark.place(), test(single, bound));
                    }
                });
            }
        }
        return judged;
    }

    RuleSeen seen(List<Mark> further) {
        return new RuleSeen(
                place.rule(),
                place.file(),
                place.line(),
                matched,
                Stream.concat(inOrder.stream(), further.stream())
                        .map(Mark::seen)
                        .toList());
    }

    /** Whether the steps from one on match, over every combination of objects. */
    private boolean walk(int from, Collection<?> objects, Map<Variable<?>, Object> bound) {
        if (from == steps.size()) {
            return true;
        }
        Condition step = steps.get(from);
        if (step instanceof Pattern<?> pattern) {
            boolean any = false;
            for (Object object : objects) {
                Map<Variable<?>, Object> more = new HashMap<>(bound);
                any |= matches(pattern, object, more) && walk(from + 1, objects, more);
            }
            return any;
        }
        boolean exists = exists(step, objects, bound);
        return exists != (step.getType() == Condition.Type.NOT) && walk(from + 1, objects, bound);
    }

    /** Whether anything matches what stands under a {@code not}, {@code exists} or {@code or}. */
    private boolean exists(Condition step, Collection<?> objects, Map<Variable<?>, Object> bound) {
        boolean any = false;
        for (Condition child : step.getSubConditions()) {
            if (child instanceof Pattern<?> pattern) {
                for (Object object : objects) {
                    any |= matches(pattern, object, new HashMap<>(bound));
                }
            } else {
                any |= exists(child, objects, bound);
            }
        }
        return any;
    }

    private boolean matches(Pattern<?> pattern, Object object, Map<Variable<?>, Object> bound) {
        if (!pattern.getPatternVariable().getType().isInstance(object)) {
            return false;
        }
        bound.put(pattern.getPatternVariable(), object);
        for (Binding binding : pattern.getBindings()) {
            bind(binding, bound);
        }
        return holds(pattern.getConstraint(), bound);
    }

    /** What cannot be read stays unbound: a condition on it is then false. */
    private static void bind(Binding binding, Map<Variable<?>, Object> bound) {
        try {
            bound.put(binding.getBoundVariable(), binding.eval(values(binding.getInputVariables(), bound)));
        } catch (RuntimeException unreadable) {
            bound.put(binding.getBoundVariable(), Unreadable.VALUE);
        }
    }

    /** Every condition is judged, whatever those before it say. */
    private boolean holds(Constraint constraint, Map<Variable<?>, Object> bound) {
        if (constraint instanceof SingleConstraint single) {
            boolean holds = test(single, bound);
            Mark mark = marks.get(constraint);
            if (mark != null) {
                mark.saw(holds);
            }
            return holds;
        }
        boolean or = constraint.getType() == Constraint.Type.OR;
        boolean result = !or;
        for (Constraint child : constraint.getChildren()) {
            boolean holds = holds(child, bound);
            result = or ? result || holds : result && holds;
        }
        return result;
    }

    /** How one condition stands on objects; false when it throws, as the rule is then left out. */
    private static boolean test(SingleConstraint single, Map<Variable<?>, Object> bound) {
        try {
            return single.getPredicate().test(values(single.getVariables(), bound));
        } catch (Exception failed) {
            return false;
        }
    }

    private static Object[] values(Variable<?>[] variables, Map<Variable<?>, Object> bound) {
        Object[] values = new Object[variables.length];
        for (int i = 0; i < variables.length; i++) {
            values[i] = bound.get(variables[i]);
        }
        return values;
    }

    /** Stands for what could not be read; equal to nothing else. */
    private enum Unreadable {
        VALUE
    }
}
