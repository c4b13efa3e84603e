// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.CallFact;
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

    final Map<String, UserState> users = new HashMap<>();
    final Map<String, SessionState> sessions = new HashMap<>();
    final Set<String> dirty = new LinkedHashSet<>();
    private final Set<UserState> activeUsers = new LinkedHashSet<>();
    private final Set<SessionState> activeSessions = new LinkedHashSet<>();
    private final Policy policy;
    private final Judge judge;
    private final ScopeNames names;
    private final Output output;

    NarrowFold(Policy policy, Judge judge, ScopeNames names, Output output) {
        this.policy = policy;
        this.judge = judge;
        this.names = names;
        this.output = output;
    }

    /** Folds one call; answers whether a rule stated anything on it. */
    boolean call(LlmCall call, Optional<ModelCard> card, Instant at) {
        @Nullable SessionState session = session(call, at);
        @Nullable UserState user = user(call, at);
        Scope scope = scopeOf(call);
        double growth = session == null ? Double.NaN : session.growthTimes();
        boolean stated = judge.judgeOnce(scope, at, limits -> callFact(scope, at, limits, call, card, growth));
        if (user != null) {
            activeUsers.add(user);
        }
        return stated;
    }

    private @Nullable SessionState session(LlmCall call, Instant at) {
        String id = call.who().session();
        if (id == null) {
            return null;
        }
        Scope scope = new Scope(ScopeKind.SESSION, call.tenant(), id);
        SessionState session = sessions.computeIfAbsent(scope.key(), key -> new SessionState(scope));
        session.add(call, at);
        activeSessions.add(session);
        dirty.add(scope.key());
        return session;
    }

    private @Nullable UserState user(LlmCall call, Instant at) {
        String id = call.who().user();
        if (id == null) {
            return null;
        }
        Scope scope = names.of(ScopeKind.USER, call.tenant(), id);
        UserState user = users.computeIfAbsent(scope.key(), key -> new UserState(scope, at, policy.budgetsOf(scope)));
        String session = call.who().session();
        String part = session == null ? Words.orEmpty(call.who().feature()) : "session=" + session;
        user.add(
                SpendWindow.minute(call.at()),
                SpendWindow.minute(at),
                call.cost().nanoUsd(),
                call.tokens().totalTokens(),
                part);
        dirty.add(scope.key());
        return user;
    }

    /** Whom an alert about one call is about: the feature, because one wild feature is one problem. */
    private Scope scopeOf(LlmCall call) {
        String tenant = call.tenant();
        if (call.who().feature() != null) {
            return names.of(ScopeKind.FEATURE, tenant, call.who().feature());
        }
        if (call.who().user() != null) {
            return names.of(ScopeKind.USER, tenant, call.who().user());
        }
        if (call.who().session() != null) {
            return new Scope(ScopeKind.SESSION, tenant, call.who().session());
        }
        return call.who().team() != null
                ? names.of(ScopeKind.TEAM, tenant, call.who().team())
                : names.of(ScopeKind.TENANT, tenant, tenant);
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
        List<UserState> touched = new ArrayList<>(activeUsers);
        touched.sort(Comparator.comparing(user -> user.spend.scope));
        for (UserState user : touched) {
            Scope scope = user.spend.scope;
            judge.judge(
                    scope,
                    at,
                    user.holds,
                    limits -> user.spend.spendFact(at, limits, "", Double.NaN, user.contributors(at)));
            judge.judge(scope, at, user.holds, limits -> user.tokensFact(at, limits));
            for (BudgetMeter meter : user.spend.budgets) {
                judge.judge(
                        scope,
                        at,
                        user.holds,
                        limits -> meter.fact(scope, at, limits, user.spend.usdPerHourNow(at), user.contributors(at)));
            }
            dirty.add(scope.key());
            if (!user.spend.observed(at, output) && user.holds.isEmpty()) {
                activeUsers.remove(user);
            }
        }
        List<SessionState> talking = new ArrayList<>(activeSessions);
        talking.sort(Comparator.comparing(session -> session.scope));
        for (SessionState session : talking) {
            judge.judge(session.scope, at, session.holds, limits -> session.fact(at, limits));
            dirty.add(session.scope.key());
            if (session.holds.isEmpty()) {
                activeSessions.remove(session);
            }
        }
    }

    /** A tenant wants to hear how a user fares. */
    void watch(Scope scope, Instant until) {
        UserState user = users.get(scope.key());
        if (user != null) {
            user.spend.watchedUntil = until;
            activeUsers.add(user);
            dirty.add(scope.key());
        }
    }

    /** Forgets users silent for a week and sessions silent for an hour. */
    void forget(Instant at) {
        long minute = SpendWindow.minute(at);
        users.values().removeIf(user -> {
            boolean gone = user.holds.isEmpty() && user.lastMinute < minute - USER_MINUTES;
            if (gone) {
                dirty.add(user.spend.scope.key());
            }
            return gone;
        });
        sessions.values().removeIf(session -> {
            boolean gone = session.holds.isEmpty() && session.lastMillis < at.toEpochMilli() - SESSION_MILLIS;
            if (gone) {
                dirty.add(session.scope.key());
            }
            return gone;
        });
    }

    /** After a restart: what is held must be judged again. */
    void resume() {
        users.values().stream()
                .filter(user -> !user.holds.isEmpty() || user.spend.watchedUntil != null)
                .forEach(activeUsers::add);
        sessions.values().stream().filter(session -> !session.holds.isEmpty()).forEach(activeSessions::add);
    }
}
