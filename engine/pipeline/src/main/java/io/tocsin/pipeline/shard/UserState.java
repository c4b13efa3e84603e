// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.UserTokens;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.window.Baseline;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Shares;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One user: money and tokens by the minute and the hour, and which sessions they went to. Not thread-safe. */
final class UserState extends Resident {
    private static final int MAX_LABELS = 8;
    private static final int NAMED = 4;
    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    final SpendWindow spend;
    final String label;
    private final Shares sessions;
    private String team = "";

    @Nullable SensitiveTokens sensitive;

    long lastMinute;
    private long firstMillis;
    private long requests;
    private long habitHour = Long.MIN_VALUE;
    private UsualHours habit = UsualHours.LEARNING;
    private final HourlyBaseline tokenBaseline = new HourlyBaseline();

    UserState(Scope scope, Instant first, List<Budget> budgets) {
        this(new SpendWindow(scope, Counters.NARROW, budgets), new Shares(MAX_LABELS), new Holds());
        firstMillis = first.toEpochMilli();
    }

    private UserState(SpendWindow spend, Shares sessions, Holds holds) {
        super(spend.scope, holds);
        this.spend = spend;
        this.label = spend.scope.label();
        this.sessions = sessions;
    }

    /** Adds one call, by what it counts. */
    void add(long eventMinute, long logMinute, long[] row) {
        spend.add(eventMinute, row);
        requests++;
        lastMinute = logMinute;
    }

    /** Adds what a counter says was spent: as many calls as it tells, which may be none. */
    void metered(long eventMinute, long logMinute, long[] row) {
        spend.add(eventMinute, row);
        requests += row[Counters.REQUESTS];
        lastMinute = logMinute;
    }

    /** Of which team the last call was, and what it sent of a class that is counted. */
    void handled(LlmCall call, boolean isSensitive) {
        String told = Words.orEmpty(call.who().team());
        team = team.equals(told) ? team : told;
        String dataClass = call.handling().dataClass();
        if (isSensitive && dataClass != null) {
            if (sensitive == null) {
                sensitive = new SensitiveTokens();
            }
            sensitive.add(call.at(), dataClass, call.tokens().contextTokens());
        }
    }

    String team() {
        return team;
    }

    /** Whether the user has spent from a budget whose period is not over: who is forgotten begins it anew. */
    boolean owes(Instant at) {
        return spend.budgets.stream().anyMatch(budget -> budget.isSpent(at));
    }

    /** At which hours the user works, learnt from when the user did. */
    UsualHours usualHours(long hour) {
        if (hour != habitHour) {
            habitHour = hour;
            habit = UsualHours.of(hour, spend.sinceHour(), past -> spend.hours.at(Counters.REQUESTS, past) > 0);
        }
        return habit;
    }

    List<Contributor> contributors(Instant at) {
        return sessions.largest(SpendWindow.minute(at), NAMED, Counters.NANO).stream()
                .map(part ->
                        new Contributor(ScopeKind.SESSION.word() + "=" + part.label(), part.amount(), part.ratio()))
                .toList();
    }

    /** One of the user's sessions spent so much. */
    void spentIn(String session, long logMinute, long nanoUsd) {
        sessions.add(logMinute, session, nanoUsd);
    }

    Fact tokensFact(Instant at, Limits limits, List<Contributor> contributors) {
        Baseline baseline = tokenBaseline(at);
        double tokens = spend.lastHour(Counters.TOKENS, at);
        return new UserTokens(
                spend.scope,
                at,
                limits,
                tokens,
                baseline.value(),
                baseline.times(tokens),
                (at.toEpochMilli() - firstMillis) / MILLIS_PER_HOUR,
                requests - spend.lastHour(Counters.REQUESTS, at),
                spend.lastHour(Counters.NANO_USD, at) / Counters.NANO,
                contributors,
                baseline.basis());
    }

    private Baseline tokenBaseline(Instant at) {
        return tokenBaseline.at(SpendWindow.hour(at), spend.sinceHour(), past -> spend.hours.at(Counters.TOKENS, past));
    }

    @Override
    long lastSeen() {
        return lastMinute;
    }

    @Override
    boolean watched() {
        return spend.watchedUntil != null;
    }

    @Override
    void write(DataOutput out) throws IOException {
        spend.write(out);
        sessions.write(out);
        holds.write(out);
        out.writeLong(lastMinute);
        out.writeLong(firstMillis);
        out.writeLong(requests);
        tokenBaseline.write(out);
        out.writeUTF(team);
        out.writeBoolean(sensitive != null);
        if (sensitive != null) {
            sensitive.write(out);
        }
    }

    /** Reads what {@link #write} wrote, or an earlier version did. */
    static UserState read(DataInput in, Scope scope, List<Budget> budgets, int version) throws IOException {
        UserState user = new UserState(
                SpendWindow.read(in, scope, Counters.NARROW, budgets), Shares.read(in, MAX_LABELS), Holds.read(in));
        user.lastMinute = in.readLong();
        user.firstMillis = in.readLong();
        user.requests = in.readLong();
        user.tokenBaseline.read(in);
        if (version >= ShardCheckpoint.WITH_HANDLING) {
            user.team = in.readUTF();
            user.sensitive = in.readBoolean() ? SensitiveTokens.read(in) : null;
        }
        return user;
    }
}
