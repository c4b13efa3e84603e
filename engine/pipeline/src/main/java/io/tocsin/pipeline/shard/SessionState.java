// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.SessionFact;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Counters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One session: how often it calls, how its context grows and what it cost. Not thread-safe. */
final class SessionState {
    private static final int RATE_SECONDS = 60;
    private static final double MILLIS = 1000.0;
    private static final long[] ONE = {1};

    final Scope scope;
    final Holds holds;
    private final Buckets seconds;
    private String feature = "";
    private String user = "";
    private String model = "";
    private long requests;
    private long firstContext;
    private long lastContext;
    private long growthStreak;
    private long nanoUsd;
    long lastMillis;
    boolean active;
    private long lastSecond;
    private @Nullable UserState spender;
    private long spentNano;

    SessionState(Scope scope) {
        this(scope, new Holds(), new Buckets(1));
    }

    private SessionState(Scope scope, Holds holds, Buckets seconds) {
        this.scope = scope;
        this.holds = holds;
        this.seconds = seconds;
    }

    void add(LlmCall call, Instant logTime) {
        long context = call.tokens().contextTokens();
        if (requests == 0) {
            firstContext = context;
        }
        growthStreak = requests > 0 && context > lastContext ? growthStreak + 1 : 0;
        lastContext = context;
        requests++;
        nanoUsd += call.cost().nanoUsd();
        feature = Words.orEmpty(call.who().feature());
        user = Words.orEmpty(call.who().user());
        model = call.model();
        lastMillis = logTime.toEpochMilli();
        long second = logTime.getEpochSecond();
        if (second != lastSecond) {
            lastSecond = second;
            seconds.dropBefore(second - RATE_SECONDS);
        }
        seconds.add(second, ONE);
    }

    /** The session's user spent so much in it; said once a second. */
    void spent(UserState user, long nano) {
        spender = user;
        spentNano += nano;
    }

    /** Says what was spent since the last time. */
    void settle(long logMinute) {
        if (spender != null && spentNano > 0) {
            spender.spentIn(scope.label(), logMinute, spentNano);
        }
        spentNano = 0;
    }

    /** Context of the last call over that of the first, NaN when the first had none. */
    double growthTimes() {
        return firstContext == 0 ? Double.NaN : (double) lastContext / firstContext;
    }

    Fact fact(Instant at, Limits limits) {
        long second = at.getEpochSecond();
        return new SessionFact(
                scope,
                at,
                limits,
                feature,
                user,
                model,
                requests,
                seconds.sum(0, second - RATE_SECONDS + 1, second),
                growthStreak,
                growthTimes(),
                lastContext,
                nanoUsd / Counters.NANO,
                (at.toEpochMilli() - lastMillis) / MILLIS);
    }

    void write(DataOutput out) throws IOException {
        holds.write(out);
        seconds.write(out);
        out.writeUTF(feature);
        out.writeUTF(user);
        out.writeUTF(model);
        out.writeLong(requests);
        out.writeLong(firstContext);
        out.writeLong(lastContext);
        out.writeLong(growthStreak);
        out.writeLong(nanoUsd);
        out.writeLong(lastMillis);
    }

    static SessionState read(DataInput in, Scope scope) throws IOException {
        SessionState session = new SessionState(scope, Holds.read(in), Buckets.read(in, 1));
        session.feature = in.readUTF();
        session.user = in.readUTF();
        session.model = in.readUTF();
        session.requests = in.readLong();
        session.firstContext = in.readLong();
        session.lastContext = in.readLong();
        session.growthStreak = in.readLong();
        session.nanoUsd = in.readLong();
        session.lastMillis = in.readLong();
        return session;
    }
}
