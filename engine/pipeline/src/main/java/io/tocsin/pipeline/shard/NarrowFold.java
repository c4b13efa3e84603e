// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.pricing.ModelCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a shard's fold that lives with the call: its own fact, its user and its session. Not thread-safe. */
final class NarrowFold {
    private static final long USER_MINUTES = 7L * 24 * 60;
    private static final long SESSION_MILLIS = 60L * 60 * 1000;

    final Set<Scope> dirtyUsers = new LinkedHashSet<>();
    final Set<Scope> dirtySessions = new LinkedHashSet<>();
    private final Map<String, Map<String, UserState>> users = new HashMap<>();
    private final Map<String, Map<String, SessionState>> sessions = new HashMap<>();
    private final List<UserState> activeUsers = new ArrayList<>();
    private final List<SessionState> activeSessions = new ArrayList<>();
    private final CallPaths paths;
    private final Policy policy;
    private final Judge judge;
    private final ScopeNames names;
    private final Output output;

    NarrowFold(Policy policy, Judge judge, ScopeNames names, PartialSums sums, Output output) {
        this.policy = policy;
        this.judge = judge;
        this.names = names;
        this.paths = new CallPaths(policy.prices(), names, sums);
        this.output = output;
    }

    /** Folds one call; answers whether a rule stated anything on it. */
    boolean call(LlmCall call, Instant at) {
        SessionState session = session(call, at);
        UserState user = user(call, at);
        CallPath path = paths.of(call, user == null ? null : user.path);
        paths.add(path, call);
        if (user != null) {
            took(user, path, call);
            if (session != null) {
                session.spent(user, call.cost().nanoUsd());
            }
        }
        Scope scope = scopeOf(call, path);
        double growth = session == null ? Double.NaN : session.growthTimes();
        return judge.judgeOnce(scope, at, limits -> callFact(scope, at, limits, call, path.card, growth));
    }

    /** Notes the way a user's money goes; when it turns, what went the old way is said first. */
    private void took(UserState user, CallPath path, LlmCall call) {
        if (user.path != path) {
            spent(user);
            user.path = path;
        }
        user.pathNano += call.cost().nanoUsd();
        user.pathTokens += call.tokens().totalTokens();
    }

    private void spent(UserState user) {
        if (user.path != null && user.pathTokens + user.pathNano > 0) {
            paths.spent(user.path, user.label, user.pathNano, user.pathTokens);
        }
        user.pathNano = 0;
        user.pathTokens = 0;
    }

    /** Spreads the second's sums over the wide scopes. */
    void spread() {
        activeUsers.forEach(this::spent);
        paths.spread();
    }

    private @Nullable SessionState session(LlmCall call, Instant at) {
        String id = call.who().session();
        if (id == null) {
            return null;
        }
        Map<String, SessionState> known = sessions.computeIfAbsent(call.tenant(), tenant -> new HashMap<>());
        SessionState session = known.get(id);
        if (session == null) {
            session = new SessionState(new Scope(ScopeKind.SESSION, call.tenant(), id));
            known.put(id, session);
        }
        session.add(call, at);
        if (!session.active) {
            session.active = true;
            activeSessions.add(session);
        }
        return session;
    }

    private @Nullable UserState user(LlmCall call, Instant at) {
        String id = call.who().user();
        if (id == null) {
            return null;
        }
        Map<String, UserState> known = users.computeIfAbsent(call.tenant(), tenant -> new HashMap<>());
        UserState user = known.get(id);
        if (user == null) {
            Scope scope = new Scope(ScopeKind.USER, call.tenant(), id);
            user = new UserState(scope, at, policy.budgetsOf(scope));
            known.put(id, user);
        }
        user.add(
                SpendWindow.minute(call.at()),
                SpendWindow.minute(at),
                call.cost().nanoUsd(),
                call.tokens().totalTokens());
        activate(user);
        return user;
    }

    private void activate(UserState user) {
        if (!user.active) {
            user.active = true;
            activeUsers.add(user);
        }
    }

    /** Whom an alert about one call is about: the feature, because one wild feature is one problem. */
    private Scope scopeOf(LlmCall call, CallPath path) {
        String tenant = call.tenant();
        if (path.feature != null) {
            return path.feature;
        }
        if (call.who().user() != null) {
            return names.of(ScopeKind.USER, tenant, call.who().user());
        }
        if (call.who().session() != null) {
            return new Scope(ScopeKind.SESSION, tenant, call.who().session());
        }
        return path.team != null ? path.team : path.tenant;
    }

    private static CallFact callFact(
            Scope scope, Instant at, Limits limits, LlmCall call, Optional<ModelCard> card, double growth) {
        CallResult result = call.result();
        long context = call.tokens().contextTokens();
        return new CallFact(
                scope,
                at,
                limits,
                call.id(),
                call.provider(),
                call.model(),
                card.map(ModelCard::family).orElse(""),
                card.map(ModelCard::tier).orElse(""),
                Words.orEmpty(call.who().team()),
                Words.orEmpty(call.who().feature()),
                Words.orEmpty(call.who().user()),
                Words.orEmpty(call.who().session()),
                context,
                call.tokens().outputTokens(),
                card.map(known -> (double) context / known.contextTokens()).orElse(Double.NaN),
                growth,
                call.cost().usd(),
                card.isPresent(),
                result.status(),
                Words.orEmpty(result.stopReason()),
                Words.orEmpty(result.errorType()),
                result.refused(),
                result.flaggedInsecure(),
                result.latencySeconds() < 0 ? Double.NaN : result.latencySeconds(),
                result.quality(),
                call.handling().complexity(),
                Words.orEmpty(call.handling().region()),
                Words.orEmpty(call.handling().dataClass()));
    }

    /** Judges every user and session that was touched or about which something is held, in order of their keys. */
    void tick(Instant at) {
        if (activeSessions.isEmpty() && activeUsers.isEmpty()) {
            return;
        }
        activeSessions.sort(Comparator.comparing(session -> session.scope));
        for (SessionState session : activeSessions) {
            session.settle(SpendWindow.minute(at));
            judge.judge(session.scope, at, session.holds, limits -> session.fact(at, limits));
            dirtySessions.add(session.scope);
            session.active = !session.holds.isEmpty();
        }
        activeSessions.removeIf(session -> !session.active);
        activeUsers.sort(Comparator.comparing(user -> user.spend.scope));
        for (UserState user : activeUsers) {
            judge(user, at);
            dirtyUsers.add(user.spend.scope);
            user.active = user.spend.observed(at, output) || !user.holds.isEmpty();
        }
        activeUsers.removeIf(user -> !user.active);
    }

    private void judge(UserState user, Instant at) {
        Scope scope = user.spend.scope;
        List<Contributor> contributors = user.contributors(at);
        judge.judge(scope, at, user.holds, limits -> user.spend.spendFact(at, limits, "", Double.NaN, contributors));
        judge.judge(scope, at, user.holds, limits -> user.tokensFact(at, limits, contributors));
        for (BudgetMeter meter : user.spend.budgets) {
            judge.judge(
                    scope,
                    at,
                    user.holds,
                    limits -> meter.fact(scope, at, limits, user.spend.usdPerHourNow(at), contributors));
        }
    }

    /** A tenant wants to hear how a user fares. */
    void watch(Scope scope, Instant until) {
        UserState user = user(scope);
        if (user != null) {
            user.spend.watchedUntil = until;
            activate(user);
        }
    }

    @Nullable UserState user(Scope scope) {
        return users.getOrDefault(scope.tenant(), Map.of()).get(scope.id());
    }

    @Nullable SessionState session(Scope scope) {
        return sessions.getOrDefault(scope.tenant(), Map.of()).get(scope.id());
    }

    void restore(UserState user) {
        Scope scope = user.spend.scope;
        users.computeIfAbsent(scope.tenant(), tenant -> new HashMap<>()).put(scope.id(), user);
        if (!user.holds.isEmpty() || user.spend.watchedUntil != null) {
            activate(user);
        }
    }

    void restore(SessionState session) {
        Scope scope = session.scope;
        sessions.computeIfAbsent(scope.tenant(), tenant -> new HashMap<>()).put(scope.id(), session);
        if (!session.holds.isEmpty()) {
            session.active = true;
            activeSessions.add(session);
        }
    }

    int size() {
        return users.values().stream().mapToInt(Map::size).sum()
                + sessions.values().stream().mapToInt(Map::size).sum();
    }

    /** Forgets users silent for a week and sessions silent for an hour. */
    void forget(Instant at) {
        long minute = SpendWindow.minute(at);
        for (Map<String, UserState> known : users.values()) {
            known.values().removeIf(user -> {
                boolean gone = !user.active && user.lastMinute < minute - USER_MINUTES;
                if (gone) {
                    dirtyUsers.add(user.spend.scope);
                }
                return gone;
            });
        }
        for (Map<String, SessionState> known : sessions.values()) {
            known.values().removeIf(session -> {
                boolean gone = !session.active && session.lastMillis < at.toEpochMilli() - SESSION_MILLIS;
                if (gone) {
                    dirtySessions.add(session.scope);
                }
                return gone;
            });
        }
    }
}
