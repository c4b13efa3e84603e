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

/** One session: how often it calls, how its context grows and what it cost. Not thread-safe. */
final class SessionState extends Resident {
    private static final int RATE_SECONDS = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final double MILLIS = 1000.0;
    private static final long[] ONE = {1};

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
    private long lastSecond;

    SessionState(Scope scope) {
        this(scope, new Holds(), new Buckets(1));
    }

    private SessionState(Scope scope, Holds holds, Buckets seconds) {
        super(scope, holds);
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
        feature = same(feature, Words.orEmpty(call.who().feature()));
        user = same(user, Words.orEmpty(call.who().user()));
        model = same(model, call.model());
        lastMillis = logTime.toEpochMilli();
        long second = logTime.getEpochSecond();
        if (second != lastSecond) {
            lastSecond = second;
            seconds.dropBefore(second - RATE_SECONDS);
        }
        seconds.add(second, ONE);
    }

    /** The text that is known already, if it says the same: old state need not point to what is new. */
    private static String same(String known, String told) {
        return known.equals(told) ? known : told;
    }

    /** Context of the last call over that of the first, NaN when the first had none. */
    double growthTimes() {
        return firstContext == 0 ? Double.NaN : (double) lastContext / firstContext;
    }

    Fact fact(Instant at, Limits limits) {
        long second = at.getEpochSecond();
        long perMinute = seconds.sum(0, second - RATE_SECONDS + 1, second);
        double usd = nanoUsd / Counters.NANO;
        return new SessionFact(
                scope,
                at,
                limits,
                feature,
                user,
                model,
                requests,
                perMinute,
                growthStreak,
                growthTimes(),
                lastContext,
                usd,
                requests == 0 ? 0 : usd / requests * perMinute * MINUTES_PER_HOUR,
                (at.toEpochMilli() - lastMillis) / MILLIS);
    }

    @Override
    long lastSeen() {
        return lastMillis;
    }

    @Override
    boolean watched() {
        return false;
    }

    @Override
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
