// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tier;

import io.tocsin.model.decision.Flag;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.TierUse;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.admission.Load;
import io.tocsin.pipeline.log.AdmissionCodec;
import io.tocsin.pipeline.log.RollupCodec;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.Evaluator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The quality tiers of one tenant's teams and features, and of the tenant. Rules choose, from what is spent and how full
 * pools are; their limits while a tier is in use and their minimum dwell keep it from flapping. A scope of which neither a
 * budget nor a pool is known has none. A pure function of the log; one thread at a time.
 */
public final class TierFold {
    private static final double MILLIS = 1000.0;
    private static final byte VERSION = 1;
    private static final String DECIDED = "TARGETING_MATCH";

    private final String tenant;
    private final QualityTiers tiers;
    private final Thresholds thresholds;
    private final Evaluator evaluator;
    private final TreeMap<Scope, Load> pools = new TreeMap<>();
    private final TreeMap<Scope, Chosen> chosen = new TreeMap<>();
    private boolean dirty;

    /**
     * What is decided for one scope.
     *
     * @param tier the tier
     * @param since log time it was chosen
     * @param rule the rule that chose it; empty when none did
     * @param admits whether requests are to be made at all
     */
    private record Chosen(String tier, Instant since, String rule, boolean admits) {}

    /** Hears of the flags of the tenant when they have changed. */
    @FunctionalInterface
    public interface Board {
        /** These are all that rules have decided. */
        void show(List<Flag> flags);
    }

    /** Of a tenant of which nothing is decided. */
    public TierFold(String tenant, QualityTiers tiers, Thresholds thresholds, Evaluator evaluator) {
        this.tenant = tenant;
        this.tiers = tiers;
        this.thresholds = thresholds;
        this.evaluator = evaluator;
    }

    /** A reading of a pool. */
    public void load(Load load) {
        dirty = true;
        pools.put(load.pool(), load);
    }

    /**
     * A second has passed: rules look at every scope that has a budget or draws from a pool.
     *
     * @param usedRatios how much of their budgets scopes have used, by scope
     * @param board hears of it if anything has changed
     */
    public void tick(Instant at, Map<Scope, Double> usedRatios, Board board) {
        dirty |= pools.values().removeIf(load -> !at.isBefore(load.until()));
        Map<Scope, Double> loads = loads();
        TreeSet<Scope> scopes = new TreeSet<>(usedRatios.keySet());
        scopes.addAll(loads.keySet());
        boolean changed = chosen.keySet().removeIf(scope -> !scopes.contains(scope));
        for (Scope scope : scopes) {
            double used = usedRatios.getOrDefault(scope, Double.NaN);
            changed |= decide(scope, at, used, loads.getOrDefault(scope, Double.NaN));
        }
        if (changed) {
            dirty = true;
            show(board);
        }
    }

    private Map<Scope, Double> loads() {
        Map<Scope, Double> loads = new TreeMap<>();
        for (Load load : pools.values()) {
            loads.merge(Scope.tenant(tenant), load.utilisation(), Math::max);
            for (String user : load.users()) {
                scope(user).ifPresent(scope -> loads.merge(scope, load.utilisation(), Math::max));
            }
        }
        return loads;
    }

    /** The team or feature of a label such as {@code team=search}. */
    private Optional<Scope> scope(String label) {
        int mark = label.indexOf('=');
        String kind = mark < 0 ? "" : label.substring(0, mark);
        boolean decided = kind.equals(ScopeKind.TEAM.word()) || kind.equals(ScopeKind.FEATURE.word());
        return decided && mark + 1 < label.length()
                ? Optional.of(
                        new Scope(ScopeKind.valueOf(kind.toUpperCase(Locale.ROOT)), tenant, label.substring(mark + 1)))
                : Optional.empty();
    }

    private boolean decide(Scope scope, Instant at, double usedRatio, double load) {
        Chosen before = chosen.get(scope);
        String tier = before == null ? "" : before.tier;
        double dwell = before == null
                ? Double.POSITIVE_INFINITY
                : Duration.between(before.since, at).toMillis() / MILLIS;
        boolean refuses = before != null && !before.admits;
        Limits limits = thresholds.limits(
                scope, at, rule -> tiers.chooses(rule, tier) || (refuses && rule.equals(tiers.refusal())));
        List<String> holding = evaluator.detect(new TierUse(scope, at, limits, tier, dwell, usedRatio, load));
        QualityTiers.Choice choice = tiers.choose(holding);
        boolean admits = tiers.refusal().isEmpty() || !holding.contains(tiers.refusal());
        if (before != null && before.tier.equals(choice.tier()) && before.admits == admits) {
            return false;
        }
        boolean goesOn = before != null && before.tier.equals(choice.tier());
        chosen.put(
                scope,
                goesOn && before != null
                        ? new Chosen(before.tier, before.since, before.rule, admits)
                        : new Chosen(choice.tier(), at, choice.rule(), admits));
        return true;
    }

    /** Shows what is decided; to be called once after a restart. */
    public void show(Board board) {
        List<Flag> flags = new ArrayList<>();
        chosen.forEach((scope, one) -> tiers.profile(one.tier).ifPresent(profile -> {
            flags.add(flag("llm.tier.", scope, profile.name(), one));
            flags.add(flag("llm.limits.", scope, profile.limitsJson(), one));
            flags.add(flag("llm.admit.", scope, Boolean.toString(one.admits), one));
        }));
        board.show(flags);
    }

    private Flag flag(String family, Scope scope, String value, Chosen one) {
        Map<String, String> why = new TreeMap<>(Map.of("scope", scope.label(), "tier", one.tier));
        if (!one.rule.isEmpty()) {
            why.put("rule", one.rule);
        }
        return new Flag(tenant, family + scope.id(), value, variant(family, value, one), DECIDED, why, one.since, null);
    }

    private static String variant(String family, String value, Chosen one) {
        return family.equals("llm.admit.") ? (value.equals("true") ? "on" : "off") : one.tier;
    }

    /** The state as a checkpoint holds it, if it changed since the last call. */
    public Optional<byte[]> changed() {
        if (!dirty) {
            return Optional.empty();
        }
        dirty = false;
        return Optional.of(Written.bytes(this::write));
    }

    private void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        AdmissionCodec.loads(out, List.copyOf(pools.values()));
        out.writeInt(chosen.size());
        for (Map.Entry<Scope, Chosen> entry : chosen.entrySet()) {
            RollupCodec.scope(out, entry.getKey());
            out.writeUTF(entry.getValue().tier);
            Written.time(out, entry.getValue().since);
            out.writeUTF(entry.getValue().rule);
            out.writeBoolean(entry.getValue().admits);
        }
    }

    /** Puts a checkpoint back. */
    public void restore(byte[] state) {
        Written.read(state, this::read);
    }

    private boolean read(DataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("tiers of version " + version + "; they were written by a newer version");
        }
        AdmissionCodec.loads(in).forEach(load -> pools.put(load.pool(), load));
        for (int left = in.readInt(); left > 0; left--) {
            chosen.put(
                    RollupCodec.scope(in),
                    new Chosen(in.readUTF(), Written.requiredTime(in), in.readUTF(), in.readBoolean()));
        }
        return true;
    }
}
