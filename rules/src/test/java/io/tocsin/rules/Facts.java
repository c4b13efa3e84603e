// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Facts by name, with a few values given and the others harmless. */
final class Facts {
    static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
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
            Map.entry("LatencyWindow", ScopeKind.TIER),
            Map.entry("ProviderState", ScopeKind.PROVIDER),
            Map.entry("SourceSilence", ScopeKind.SOURCE),
            Map.entry("JobSilence", ScopeKind.JOB),
            Map.entry("ExternalAlertState", ScopeKind.SOURCE));

    private Facts() {}

    /**
     * A fact.
     *
     * @param type simple name, such as {@code CallFact}
     * @param values {@code field=value} pairs; {@code scope} sets the scope's id, {@code kind} its kind, {@code
     *     contributors=user=anna:0.9} the largest contributor with its share
     * @param limits the limits of its scope
     */
    static Fact of(String type, String values, Function<Scope, Limits> limits) {
        Map<String, String> given = new HashMap<>(HARMLESS);
        for (String pair : values.isBlank() ? new String[0] : values.trim().split("\\s+")) {
            given.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        Class<?> fact = Arrays.stream(Fact.class.getPermittedSubclasses())
                .filter(candidate -> candidate.getSimpleName().equals(type))
                .findFirst()
                .orElseThrow();
        Scope scope = new Scope(kind(type, given.get("kind")), "default", given.getOrDefault("scope", "search"));
        RecordComponent[] components = fact.getRecordComponents();
        Object[] arguments = Arrays.stream(components)
                .map(component -> argument(component, given.get(component.getName()), scope, limits))
                .toArray();
        return make(fact, components, arguments);
    }

    private static ScopeKind kind(String type, @Nullable String given) {
        return given == null
                ? SCOPES.getOrDefault(type, ScopeKind.FEATURE)
                : ScopeKind.valueOf(given.toUpperCase(Locale.ROOT));
    }

    private static List<Contributor> contributors(@Nullable String given) {
        if (given == null) {
            return List.of();
        }
        int colon = given.indexOf(':');
        double ratio = Double.parseDouble(given.substring(colon + 1));
        return List.of(new Contributor(given.substring(0, colon), ratio, ratio));
    }

    private static Object argument(
            RecordComponent component, @Nullable String given, Scope scope, Function<Scope, Limits> limits) {
        Class<?> type = component.getType();
        if (type == Scope.class) {
            return scope;
        }
        if (type == Instant.class) {
            return AT;
        }
        if (type == Limits.class) {
            return limits.apply(scope);
        }
        if (type == List.class) {
            return contributors(given);
        }
        if (type == boolean.class) {
            return Boolean.valueOf(given);
        }
        if (type == double.class) {
            return given == null ? Double.NaN : Double.parseDouble(given);
        }
        if (type == long.class) {
            return given == null ? 0L : Long.parseLong(given);
        }
        return type == int.class ? (Object) (given == null ? 0 : Integer.parseInt(given)) : given == null ? "" : given;
    }

    private static Fact make(Class<?> fact, RecordComponent[] components, Object[] arguments) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = fact.getDeclaredConstructor(types);
            return (Fact) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
