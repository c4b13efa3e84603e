// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.Spelling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes facts of a few written values, the others harmless: numbers not known, counts 0, words empty. Stateless and
 * thread-safe.
 */
public final class FactMaker {
    private static final Map<String, String> HARMLESS =
            Map.of("priced", "true", "operational", "true", "bucket", "under-10k");
    private static final Map<String, ScopeKind> SCOPES = Map.ofEntries(
            Map.entry("SessionFact", ScopeKind.SESSION),
            Map.entry("HourlySpend", ScopeKind.TEAM),
            Map.entry("BudgetUse", ScopeKind.TEAM),
            Map.entry("UserTokens", ScopeKind.USER),
            Map.entry("SensitiveUse", ScopeKind.USER),
            Map.entry("OffHoursUse", ScopeKind.USER),
            Map.entry("PoolUse", ScopeKind.POOL),
            Map.entry("RejectionWindow", ScopeKind.POOL),
            Map.entry("CostDrift", ScopeKind.MODEL),
            Map.entry("LatencyWindow", ScopeKind.TIER),
            Map.entry("ProviderState", ScopeKind.PROVIDER),
            Map.entry("SourceSilence", ScopeKind.SOURCE),
            Map.entry("JobSilence", ScopeKind.JOB),
            Map.entry("ExternalAlertState", ScopeKind.SOURCE));

    private FactMaker() {}

    /** A scope of the usual kind for facts of a type. */
    public static Scope usual(String type) {
        return new Scope(SCOPES.getOrDefault(type, ScopeKind.FEATURE), "default", "search");
    }

    /** What is wrong with a value of a field, if anything: no such field, or not of its kind. */
    static Optional<String> flaw(String type, String field, String value) {
        RecordComponent[] components = type(type).getRecordComponents();
        for (RecordComponent component : components) {
            if (component.getName().equals(field)) {
                return wrong(component.getType(), value);
            }
        }
        List<String> known = Arrays.stream(components)
                .filter(component -> given(component.getType()))
                .map(RecordComponent::getName)
                .toList();
        return Optional.of("is no field of " + type + Spelling.hint(field, known));
    }

    private static boolean given(Class<?> type) {
        return type != Scope.class && type != Instant.class && type != Limits.class;
    }

    private static Optional<String> wrong(Class<?> type, String value) {
        if (!given(type)) {
            return Optional.of("is set by the test itself");
        }
        try {
            value(type, value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("must be " + words(type) + ", was '" + value + "'");
        }
    }

    private static String words(Class<?> type) {
        return type == boolean.class
                ? "true or false"
                : type == List.class
                        ? "contributors such as user=anna:0.9"
                        : type == Map.class ? "labels such as team=search" : "a number";
    }

    /**
     * A fact.
     *
     * @param type simple name, such as {@code CallFact}
     * @param about whom it is about
     * @param values fields with values that have no {@link #flaw}
     */
    public static Fact of(
            String type, Scope about, Map<String, String> values, Instant at, Function<Scope, Limits> limits) {
        Class<?> fact = type(type);
        RecordComponent[] components = fact.getRecordComponents();
        Object[] arguments = Arrays.stream(components)
                .map(component -> argument(component, values, about, at, limits))
                .toArray();
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (Fact) fact.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("no " + type + " can be made of this: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(String name) {
        return Arrays.stream(Fact.class.getPermittedSubclasses())
                .filter(candidate -> candidate.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fact " + name));
    }

    private static Object argument(
            RecordComponent component,
            Map<String, String> values,
            Scope about,
            Instant at,
            Function<Scope, Limits> limits) {
        Class<?> type = component.getType();
        if (type == Scope.class) {
            return about;
        }
        if (type == Instant.class) {
            return at;
        }
        if (type == Limits.class) {
            return limits.apply(about);
        }
        String name = component.getName();
        return value(type, values.getOrDefault(name, HARMLESS.get(name)));
    }

    private static Object value(Class<?> type, @Nullable String given) {
        if (type == List.class) {
            return given == null ? List.of() : contributors(given);
        }
        if (type == Map.class) {
            return given == null ? Map.of() : labels(given);
        }
        if (type == boolean.class) {
            return given != null && truth(given);
        }
        if (type == double.class) {
            return given == null ? Double.NaN : Double.parseDouble(given);
        }
        if (type == long.class) {
            return given == null ? 0L : Long.parseLong(given.replace("_", ""));
        }
        if (type == int.class) {
            return given == null ? 0 : Integer.parseInt(given.replace("_", ""));
        }
        return given == null ? "" : given;
    }

    private static boolean truth(String given) {
        if (!given.equals("true") && !given.equals("false")) {
            throw new IllegalArgumentException("no truth: " + given);
        }
        return given.equals("true");
    }

    /** {@code user=anna:0.6 user=bob:0.2}: who, and their share. */
    private static List<Contributor> contributors(String given) {
        return Arrays.stream(given.split("\\s+")).map(FactMaker::contributor).collect(Collectors.toUnmodifiableList());
    }

    /** {@code team=search severity=page}. */
    private static Map<String, String> labels(String given) {
        Map<String, String> labels = new TreeMap<>();
        for (String pair : given.split("\\s+")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("no label: " + pair);
            }
            labels.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return labels;
    }

    private static Contributor contributor(String given) {
        int colon = given.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("no contributor: " + given);
        }
        double ratio = Double.parseDouble(given.substring(colon + 1));
        return new Contributor(given.substring(0, colon), ratio, ratio);
    }
}
