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
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;

    /** A pace is that of five minutes: in one, chance alone makes people look twice as fast as they are. */
    private static final int PACE_MINUTES = 5;

    private static final double MILLIS = 1000.0;
    private static final long[] ONE = {1};

    private final Buckets seconds;
    private final Buckets nanoUsdByMinute;
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
        this(scope, new Holds(), new Buckets(1), new Buckets(1));
    }

    private SessionState(Scope scope, Holds holds, Buckets seconds, Buckets nanoUsdByMinute) {
        super(scope, holds);
        this.seconds = seconds;
        this.nanoUsdByMinute = nanoUsdByMinute;
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
            nanoUsdByMinute.dropBefore(second / SECONDS_PER_MINUTE - PACE_MINUTES);
        }
        seconds.add(second, ONE);
        nanoUsdByMinute.add(second / SECONDS_PER_MINUTE, new long[] {call.cost().nanoUsd()});
    }

    /** The text that is known already, if it says the same: old state need not point to what is new. */
    private static String same(String known, String told) {
        return known.equals(told) ? known : told;
    }

    /** Context of the last call over that of the first, NaN when the first had none. */
    double growthTimes() {
        return firstContext == 0 ? Double.NaN : (double) lastContext / firstContext;
    }

    /** Spend of the last five minutes as a rate, US dollars per hour. */
    private double usdPerHour(long second) {
        long minute = second / SECONDS_PER_MINUTE;
        double usd = nanoUsdByMinute.sum(0, minute - PACE_MINUTES + 1, minute) / Counters.NANO;
        long seconds = (PACE_MINUTES - 1L) * SECONDS_PER_MINUTE + second % SECONDS_PER_MINUTE + 1;
        return usd * MINUTES_PER_HOUR * SECONDS_PER_MINUTE / seconds;
    }

    Fact fact(Instant at, Limits limits) {
        long second = at.getEpochSecond();
        long perMinute = seconds.sum(0, second - RATE_SECONDS + 1, second);
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
                nanoUsd / Counters.NANO,
                usdPerHour(second),
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
        nanoUsdByMinute.write(out);
    }

    /** Reads what {@link #write} wrote, or an earlier version did. */
    static SessionState read(DataInput in, Scope scope, int version) throws IOException {
        SessionState session = new SessionState(scope, Holds.read(in), Buckets.read(in, 1), new Buckets(1));
        session.feature = in.readUTF();
        session.user = in.readUTF();
        session.model = in.readUTF();
        session.requests = in.readLong();
        session.firstContext = in.readLong();
        session.lastContext = in.readLong();
        session.growthStreak = in.readLong();
        session.nanoUsd = in.readLong();
        session.lastMillis = in.readLong();
        if (version >= ShardCheckpoint.WITH_PACE) {
            session.nanoUsdByMinute.addAll(Buckets.read(in, 1), 1);
        }
        return session;
    }
}
