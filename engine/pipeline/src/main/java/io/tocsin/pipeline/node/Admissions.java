// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Load;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.budget.AdmissionFold;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.store.Commit.Piece;
import io.tocsin.pipeline.tenant.FlagBoard;
import io.tocsin.pipeline.tenant.TenantOutput;
import io.tocsin.pipeline.tier.TierFold;
import io.tocsin.rulebase.Evaluator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The budgets and quality tiers of the tenants that live in one slice. Not thread-safe. */
final class Admissions {
    /** What names of checkpoint pieces begin with. */
    static final String PREFIX = "admission/";

    /** What names of checkpoint pieces of tiers begin with. */
    static final String TIERS = "tiers/";

    private final TreeMap<String, AdmissionFold> byTenant = new TreeMap<>();
    private final TreeMap<String, TierFold> tiers = new TreeMap<>();
    private final Policy policy;
    private final Evaluator evaluator;
    private final FlagBoard flags;
    private final TenantOutput output;

    Admissions(Policy policy, Evaluator evaluator, FlagBoard flags, TenantOutput output) {
        this.policy = policy;
        this.evaluator = evaluator;
        this.flags = flags;
        this.output = output;
    }

    private AdmissionFold of(String tenant) {
        return byTenant.computeIfAbsent(tenant, name -> new AdmissionFold(name, policy::budgetsOf));
    }

    private TierFold tiersOf(String tenant) {
        return tiers.computeIfAbsent(
                tenant, name -> new TierFold(name, policy.tiers(), policy.thresholds(), evaluator));
    }

    /** Answers what is asked of tenants to which it is news. */
    void asked(LogEntry.Asked asked, Instant at, Predicate<String> isNews) {
        for (int i = 0; i < asked.asks().size(); i++) {
            Ask ask = asked.asks().get(i);
            if (isNews.test(ask.tenant())) {
                output.admission(asked.id(), i, answer(ask, at));
            }
        }
    }

    /** A tenant of whom nothing was ever held is not made up by what is settled or released. */
    private Verdict answer(Ask ask, Instant at) {
        boolean known = ask instanceof Ask.Reserve || byTenant.containsKey(ask.tenant());
        return known ? of(ask.tenant()).ask(ask, at) : AdmissionFold.unknown(at);
    }

    /** Takes what shards report of budgets and pools of tenants to which it is news. */
    void used(LogEntry.UsageReported reported, Instant at, Predicate<String> isNews) {
        for (Spent spent : reported.spent()) {
            String tenant = spent.scope().tenant();
            if (isNews.test(tenant)) {
                of(tenant).spent(spent, at);
            }
        }
        for (Load load : reported.loads()) {
            String tenant = load.pool().tenant();
            if (policy.tiers().decides() && isNews.test(tenant)) {
                tiersOf(tenant).load(load);
            }
        }
    }

    void tick(Instant at, Predicate<String> concerned) {
        byTenant.forEach((tenant, fold) -> {
            if (concerned.test(tenant)) {
                fold.tick(at);
            }
        });
        if (policy.tiers().decides()) {
            TreeSet<String> decided = new TreeSet<>(byTenant.keySet());
            decided.addAll(tiers.keySet());
            decided.stream().filter(concerned).forEach(tenant -> decide(tenant, at));
        }
    }

    private void decide(String tenant, Instant at) {
        AdmissionFold budgets = byTenant.get(tenant);
        tiersOf(tenant)
                .tick(at, budgets == null ? Map.of() : budgets.usedRatios(at), found -> flags.decided(tenant, found));
    }

    /** Reservations that are held. */
    long open() {
        return byTenant.values().stream().mapToLong(AdmissionFold::open).sum();
    }

    /** Writes down what changed for the tenants of one shard. */
    void checkpoint(int shard, List<Piece> pieces) {
        byTenant.forEach((tenant, fold) -> {
            if (Placement.ofTenant(tenant) == shard) {
                fold.changed().ifPresent(state -> pieces.add(new Piece(PREFIX + tenant, state)));
            }
        });
        tiers.forEach((tenant, fold) -> {
            if (Placement.ofTenant(tenant) == shard) {
                fold.changed().ifPresent(state -> pieces.add(new Piece(TIERS + tenant, state)));
            }
        });
    }

    /** Whether a piece is one of these. */
    static boolean owns(Piece piece) {
        return piece.key().startsWith(PREFIX) || piece.key().startsWith(TIERS);
    }

    /** The tenant of a piece. */
    static String tenant(Piece piece) {
        return piece.key().substring(piece.key().indexOf('/') + 1);
    }

    /** Puts a piece back. */
    void restore(Piece piece) {
        String tenant = tenant(piece);
        if (piece.key().startsWith(PREFIX)) {
            of(tenant).restore(piece.state());
        } else if (policy.tiers().decides()) {
            tiersOf(tenant).restore(piece.state());
            tiersOf(tenant).show(found -> flags.decided(tenant, found));
        }
    }
}
