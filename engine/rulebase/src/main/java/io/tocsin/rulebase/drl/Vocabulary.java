// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.Draft;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.decision.Decision;
import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words rules may use, read off the model's types. Immutable, thread-safe. */
public final class Vocabulary {
    private static final List<Class<?>> TYPES = Stream.concat(
                    Arrays.stream(Fact.class.getPermittedSubclasses()),
                    Stream.of(
                            Fact.class,
                            Draft.class,
                            Alert.class,
                            AlertClass.class,
                            AlertState.class,
                            Evidence.class,
                            LiveAlert.class,
                            Severity.class,
                            Contributor.class,
                            Scope.class,
                            ScopeKind.class,
                            Decision.class,
                            Decision.Notify.class,
                            Decision.Propose.class,
                            Decision.Hold.class,
                            Decision.Channel.class))
            .toList();
    private static final Map<Class<?>, Map<String, Class<?>>> FIELDS = new ConcurrentHashMap<>();
    private static final Set<String> MEMBERS = members();
    private static final Set<String> NAMES =
            TYPES.stream().map(Class::getSimpleName).collect(Collectors.toUnmodifiableSet());

    private Vocabulary() {}

    /** The types a rule of this layer may match on, by simple name, each with its fields and their types. */
    static Map<String, Map<String, Class<?>>> patterns(Layer layer) {
        Map<String, Map<String, Class<?>>> patterns = new TreeMap<>();
        if (layer == Layer.RESPOND) {
            Stream.of(LiveAlert.class, ProviderState.class).forEach(t -> patterns.put(t.getSimpleName(), fields(t)));
            return patterns;
        }
        for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
            patterns.put(fact.getSimpleName(), fields(fact));
        }
        if (layer != Layer.DETECT) {
            patterns.put("Draft", fields(Draft.class));
        }
        return patterns;
    }

    /** The fields of a type: record components, bean properties, and what a fact says of itself. Sorted. */
    public static Map<String, Class<?>> fields(Class<?> type) {
        return FIELDS.computeIfAbsent(type, Vocabulary::readFields);
    }

    /** Simple names of the model's types. */
    static Set<String> typeNames() {
        return NAMES;
    }

    /** Words that may follow a dot: members of the model's types, and a few of strings, lists and maps. */
    static Set<String> memberNames() {
        return MEMBERS;
    }

    /** What the model looks like to compiled rules: class bytes made for another shape must not be loaded. */
    public static String shape() {
        StringBuilder shape = new StringBuilder();
        for (Class<?> type : TYPES) {
            shape.append(type.getName()).append('{');
            Arrays.stream(type.getMethods())
                    .filter(method -> method.getDeclaringClass() != Object.class)
                    .map(method -> method.getReturnType().getName()
                            + ' '
                            + method.getName()
                            + Arrays.toString(method.getParameterTypes()))
                    .sorted()
                    .forEach(signature -> shape.append(signature).append(';'));
            shape.append('}');
        }
        return shape.toString();
    }

    private static Map<String, Class<?>> readFields(Class<?> type) {
        Map<String, Class<?>> fields = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class) {
                String name = property(type, method);
                if (!name.isEmpty()) {
                    fields.put(name, method.getReturnType());
                }
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    private static String property(Class<?> type, Method method) {
        String name = method.getName();
        if (Modifier.isStatic(method.getModifiers())) {
            return "";
        }
        if (type.isRecord()) {
            return Set.of("toString", "hashCode").contains(name) ? "" : name;
        }
        if (name.startsWith("get")) {
            return Introspector.decapitalize(name.substring("get".length()));
        }
        return name.startsWith("is") ? Introspector.decapitalize(name.substring("is".length())) : "";
    }

    private static Set<String> members() {
        Set<String> members = new TreeSet<>(Set.of("get", "isEmpty", "size", "contains", "containsKey", "equals"));
        members.addAll(Set.of("startsWith", "endsWith", "first"));
        for (Class<?> type : TYPES) {
            members.add(type.getSimpleName());
            members.addAll(fields(type).keySet());
            Arrays.stream(type.getMethods())
                    .filter(method -> method.getDeclaringClass() != Object.class)
                    .forEach(method -> members.add(method.getName()));
            if (type.isEnum()) {
                Arrays.stream(type.getEnumConstants()).forEach(constant -> members.add(((Enum<?>) constant).name()));
            }
        }
        members.removeAll(Set.of("stated", "getClass", "getDeclaringClass", "describeConstable", "match", "valueOf"));
        return Set.copyOf(members);
    }
}
