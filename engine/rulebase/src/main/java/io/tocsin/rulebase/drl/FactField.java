// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.model.fact.Fact;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.ToDoubleFunction;

/**
 * One field of one kind of fact, read by reflection: for evidence and summaries, never for judging. Immutable,
 * thread-safe.
 */
public final class FactField {
    private final String name;
    private final Method accessor;

    private FactField(String name, Method accessor) {
        this.name = name;
        this.accessor = accessor;
    }

    /** @throws IllegalArgumentException if the type has no such field */
    public static FactField of(Class<?> type, String name) {
        try {
            return new FactField(name, type.getMethod(name));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no field '" + name + "'", e);
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its value on a fact of that type. */
    public Object value(Fact fact) {
        try {
            return accessor.invoke(fact);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    /** Its value as a number, NaN for words. */
    public ToDoubleFunction<Fact> number() {
        return fact -> value(fact) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
