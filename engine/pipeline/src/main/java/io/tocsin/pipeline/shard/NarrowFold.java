// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.pipeline.expectation.DataClass;
import io.tocsin.pipeline.window.Counters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a shard's fold that lives with the call: its own fact, its user and its session. Not thread-safe. */
final class NarrowFold {
    /** Most users one shard remembers: half a million in a node. */
    private static final int MAX_USERS = 8_192;

    /** Most sessions one shard remembers; some senders make a session of every request. */
    private static final int MAX_SESSIONS = 4_096;

    private static final long USER_MINUTES = 7L * 24 * 60;
    private static final long SESSION_MILLIS = 60L * 60 * 1000;

    /** For everything in the shard that asks which model would do. */
    final Routes routes;

    /** A part that is written down under a name of its own. */
    final ContextHabits contexts = new ContextHabits();

    private final Residents<UserState> users = new Residents<>(MAX_USERS);
    private final Residents<SessionState> sessions = new Residents<>(MAX_SESSIONS);
    private final long[] row = new long[Counters.WIDE];
    private final CallPaths paths;
    private final PartialSums sums;
    private final UsageReports usage;
    private final Policy policy;
    private final Judge judge;
    private final Output output;
    private final UserHandling handling;
    private final CallConduct conduct;

    NarrowFold(Policy policy, Judge judge, ScopeNames names, PartialSums sums, UsageReports usage, Output output) {
        this.routes = new Routes(policy.expectations(), policy.prices());
        this.conduct = new CallConduct(routes);
        this.policy = policy;
        this.judge = judge;
        this.paths = new CallPaths(policy.prices(), names);
        this.sums = sums;
        this.usage = usage;
        this.output = output;
        this.handling = new UserHandling(policy.expectations(), judge);
    }

    /** Folds one call; answers whether a rule stated anything on it. */
    boolean call(LlmCall call, Instant at) {
        Counters.of(call, row);
        SessionState session = session(call, at);
        UserState user = user(call, at);
        DataClass dataClass = policy.expectations()
                .dataClass(call.handling().dataClass(), call.tenant(), call.who())
                .orElse(null);
        if (user != null) {
            user.handled(call, dataClass != null && dataClass.sensitive());
        }
        if (user != null && session != null) {
            user.spentIn(session.scope.id(), SpendWindow.minute(at), row[Counters.NANO_USD]);
        }
        CallPath path = paths.of(call);
        conduct.of(call, path.card);
        path.add(call, row, conduct, user == null ? "" : user.label, sums);
        Scope scope = scopeOf(path, user, session);
        double growth = session == null ? Double.NaN : session.growthTimes();
        double times = path.feature == null
                ? Double.NaN
                : contexts.timesUsual(path.feature, call.tokens().contextTokens(), at);
        CallContext context = new CallContext(scope, path.card, growth, times, dataClass);
        return judge.judgeOnce(scope, at, limits -> context.fact(call, at, limits));
    }

    /** Adds what a counter says was spent to its user, if it names one; answers the user's label, empty without one. */
    String metered(MetricPoint point, long[] spent, Instant at) {
        String id = point.who().user();
        if (id == null) {
            return "";
        }
        UserState user = known(point.tenant(), id, at);
        user.metered(SpendWindow.minute(point.at()), SpendWindow.minute(at), spent);
        String session = point.who().session();
        if (session != null) {
            user.spentIn(session, SpendWindow.minute(at), spent[Counters.NANO_USD]);
        }
        users.touch(user);
        return user.label;
    }

    private @Nullable SessionState session(LlmCall call, Instant at) {
        String id = call.who().session();
        if (id == null) {
            return null;
        }
        SessionState session =
                sessions.of(call.tenant(), id, () -> new SessionState(new Scope(ScopeKind.SESSION, call.tenant(), id)));
        session.add(call, at);
        sessions.touch(session);
        return session;
    }

    private @Nullable UserState user(LlmCall call, Instant at) {
        String id = call.who().user();
        if (id == null) {
            return null;
        }
        UserState user = known(call.tenant(), id, at);
        user.add(SpendWindow.minute(call.at()), SpendWindow.minute(at), row);
        users.touch(user);
        return user;
    }

    private UserState known(String tenant, String id, Instant at) {
        return users.of(tenant, id, () -> {
            Scope scope = new Scope(ScopeKind.USER, tenant, id);
            return new UserState(scope, at, policy.budgetsOf(scope));
        });
    }

    /** Whom an alert about one call is about: the feature, because one wild feature is one problem. */
    private static Scope scopeOf(CallPath path, @Nullable UserState user, @Nullable SessionState session) {
        if (path.feature != null) {
            return path.feature;
        }
        if (user != null) {
            return user.scope;
        }
        if (session != null) {
            return session.scope;
        }
        return path.team != null ? path.team : path.tenant;
    }

    /** Judges every user and session that was touched or about which something is held. */
    void tick(Instant at) {
        sessions.visit(session -> {
            judge.judge(session.scope, at, session.holds, limits -> session.fact(at, limits));
            return !session.holds.isEmpty();
        });
        users.visit(user -> {
            judge(user, at);
            return user.spend.observed(at, output) || !user.holds.isEmpty();
        });
    }

    private void judge(UserState user, Instant at) {
        Scope scope = user.spend.scope;
        List<Contributor> contributors = new Contributors(() -> user.contributors(at));
        judge.judge(scope, at, user.holds, limits -> user.spend.spendFact(at, limits, "", Double.NaN, contributors));
        judge.judge(scope, at, user.holds, limits -> user.tokensFact(at, limits, contributors));
        usage.gather(user.spend.budgets);
        for (BudgetMeter meter : user.spend.budgets) {
            judge.judge(
                    scope,
                    at,
                    user.holds,
                    limits -> meter.fact(scope, at, limits, user.spend.usdPerHourNow(at), contributors));
        }
        handling.judge(user, at);
    }

    /** A tenant wants to hear how a user fares. */
    void watch(Scope scope, Instant until) {
        UserState user = users.find(scope);
        if (user != null) {
            user.spend.watchedUntil = until;
            users.touch(user);
        }
    }

    /** Whether anybody was touched since the last tick, or is held or watched. */
    boolean busy() {
        return users.busy() || sessions.busy();
    }

    int size() {
        return users.size() + sessions.size();
    }

    /** Forgets users silent for a week who owe nothing, and sessions silent for an hour; answers whether there were any. */
    boolean forget(Instant at) {
        long minute = SpendWindow.minute(at) - USER_MINUTES;
        long millis = at.toEpochMilli() - SESSION_MILLIS;
        boolean gone = users.forget(user -> user.lastMinute < minute && !user.owes(at));
        return sessions.forget(session -> session.lastMillis < millis) || gone;
    }

    void write(DataOutput out) throws IOException {
        users.write(out);
        sessions.write(out);
    }

    void read(DataInput in, int version) throws IOException {
        users.read(in, ScopeKind.USER, (scope, from) -> UserState.read(from, scope, policy.budgetsOf(scope), version));
        sessions.read(in, ScopeKind.SESSION, (scope, from) -> SessionState.read(from, scope, version));
    }
}
