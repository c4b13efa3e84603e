// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.Place;
import io.tocsin.pipeline.yaml.YamlFile;
import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.Spelling;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds file: for every rule its limits, its timing, and what differs for some scopes.
 *
 * <p>Of several overrides the narrowest wins: tenant and scope, then scope in any tenant, then the whole tenant; of two
 * alike the later in the file. Immutable, thread-safe.
 */
public final class Thresholds {
    private final Map<String, Limit> limits;
    private final Map<String, Timing> timings;
    private final Map<String, Place> places;
    private final Map<ScopeKind, Map<String, List<ScopeOverride>>> narrow = new EnumMap<>(ScopeKind.class);
    private final Map<String, List<ScopeOverride>> wide = new HashMap<>();

    /**
     * What a file says.
     *
     * @param places where each limit and each rule stands, by name
     */
    Thresholds(
            Map<String, Limit> limits,
            Map<String, Timing> timings,
            Map<String, Place> places,
            List<ScopeOverride> inFileOrder) {
        this.limits = Map.copyOf(limits);
        this.timings = Map.copyOf(timings);
        this.places = Map.copyOf(places);
        inFileOrder.forEach(this::add);
    }

    private void add(ScopeOverride override) {
        ScopeOverride.Target target = override.target();
        Map<String, List<ScopeOverride>> kind =
                target.wholeTenant() ? wide : narrow.computeIfAbsent(target.kind(), any -> new HashMap<>());
        List<ScopeOverride> same = kind.computeIfAbsent(target.id(), any -> new ArrayList<>());
        same.add(0, override);
        same.sort(Comparator.comparing(other -> other.target().tenant().isEmpty()));
    }

    /**
     * Reads a file. Blocks on the disk.
     *
     * @throws RuleException with every flaw as {@code file:line:column: reason}, if anything in it is wrong
     */
    public static Thresholds load(Path thresholdsYaml) {
        try {
            return YamlFile.read(thresholdsYaml, ThresholdReader::read);
        } catch (InvalidYaml invalid) {
            throw new RuleException(String.valueOf(invalid.getMessage()));
        }
    }

    /**
     * The limits that bind a scope. Cheap: no allocation but the answer unless the scope has overrides.
     *
     * @param scope the scope
     * @param at log time
     * @param holdingRuleIds whether an alert of a rule holds for the scope now; asked only for limits with hysteresis
     */
    public Limits limits(Scope scope, Instant at, Predicate<String> holdingRuleIds) {
        List<ScopeOverride> narrowed = overrides(scope, at);
        return narrowed.isEmpty()
                ? name -> answer(limits.get(name), holdingRuleIds)
                : name -> answer(overridden(narrowed, name), holdingRuleIds);
    }

    /** How long a rule must hold before its alert fires; zero for an unknown rule. */
    public Duration pendingFor(String rule, Scope scope) {
        return timing(rule, scope).pending();
    }

    /** How long a rule must no longer hold before its alert resolves; zero for an unknown rule. */
    public Duration clearFor(String rule, Scope scope) {
        return timing(rule, scope).clear();
    }

    /** How long a one-off alert is not stated again for the same scope. */
    public Duration quiet(String rule, Scope scope) {
        return timing(rule, scope).quiet();
    }

    /** Names of every limit, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(limits.keySet()));
    }

    /**
     * What rules and thresholds have against each other, one sentence each: limits that rules read and the file does not
     * have, limits that no rule reads, and entries for rules there are none of.
     */
    public List<String> disagreements(Collection<RuleInfo> rules) {
        List<String> found = new ArrayList<>();
        Set<String> read = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (RuleInfo rule : rules) {
            ids.add(rule.id());
            read.addAll(rule.limits());
            rule.limits().stream()
                    .filter(name -> !limits.containsKey(name))
                    .forEach(name -> found.add(rule.file() + ":" + rule.line() + ": limit '" + name
                            + "' is not in the thresholds" + Spelling.hint(name, limits.keySet())));
        }
        names().stream()
                .filter(name -> !read.contains(name))
                .forEach(name -> found.add(
                        places.get(name) + ": limit '" + name + "' is read by no rule" + Spelling.hint(name, read)));
        new TreeSet<>(timings.keySet())
                .stream()
                        .filter(id -> !ids.contains(id))
                        .forEach(id ->
                                found.add(places.get(id) + ": there is no rule '" + id + "'" + Spelling.hint(id, ids)));
        return found;
    }

    private static double answer(@Nullable Limit limit, Predicate<String> holding) {
        if (limit == null) {
            return Double.NaN;
        }
        return limit.hysteresis() && holding.test(limit.rule()) ? limit.clear() : limit.fire();
    }

    private @Nullable Limit overridden(List<ScopeOverride> narrowed, String name) {
        for (ScopeOverride override : narrowed) {
            Limit limit = override.limits().get(name);
            if (limit != null) {
                return limit;
            }
        }
        return limits.get(name);
    }

    private Timing timing(String rule, Scope scope) {
        return overrides(scope).stream()
                .filter(override -> override.rule().equals(rule) && override.always())
                .findFirst()
                .map(ScopeOverride::timing)
                .orElseGet(() -> timings.getOrDefault(rule, Timing.DEFAULT));
    }

    private List<ScopeOverride> overrides(Scope scope, Instant at) {
        List<ScopeOverride> all = overrides(scope);
        return all.isEmpty() ? all : all.stream().filter(one -> one.inForce(at)).toList();
    }

    /** The overrides of a scope, the one that wins first. */
    private List<ScopeOverride> overrides(Scope scope) {
        List<ScopeOverride> own = narrow.getOrDefault(scope.kind(), Map.of()).getOrDefault(scope.id(), List.of());
        List<ScopeOverride> tenant = wide.getOrDefault(scope.tenant(), List.of());
        if (own.isEmpty()) {
            return tenant;
        }
        List<ScopeOverride> all = new ArrayList<>();
        own.stream().filter(override -> override.target().covers(scope)).forEach(all::add);
        all.addAll(tenant);
        return all;
    }
}
