// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.CostDrift;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.RejectionWindow;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Rejections;
import io.tocsin.pipeline.window.Shares;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Which calls of one pool, model or provider were turned away, and what a model's calls cost. Not thread-safe. */
final class RejectionState {
    private static final int MAX_LABELS = 64;
    private static final int MAX_PROVIDERS = 8;
    private static final int NAMED = 5;
    private static final int RECENT_MINUTES = 5;
    private static final int KEPT_MINUTES = 10;
    private static final int DAY = 24;
    private static final long KEPT_DAYS = 3;

    final Scope scope;
    final Holds holds;
    private final RejectionCause cause;
    private final Buckets minutes;
    private final Buckets hours;
    private final Shares whose;
    private final Shares providers;

    /** Whether something was added since the account of its cost was judged. */
    boolean touched;

    /** The minute in which that was. */
    long judgedMinute;

    RejectionState(Scope scope) {
        this(
                scope,
                new Holds(),
                List.of(new Buckets(Rejections.WIDTH), new Buckets(Rejections.WIDTH)),
                List.of(new Shares(MAX_LABELS), new Shares(MAX_PROVIDERS)));
    }

    private RejectionState(Scope scope, Holds holds, List<Buckets> counts, List<Shares> shares) {
        this.scope = scope;
        this.holds = holds;
        this.minutes = counts.get(0);
        this.hours = counts.get(1);
        this.whose = shares.get(0);
        this.providers = shares.get(1);
        this.cause = switch (scope.kind()) {
            case POOL -> RejectionCause.QUOTA;
            case PROVIDER -> RejectionCause.BILLING;
            default -> RejectionCause.CAPACITY;
        };
    }

    void add(Rollup rollup, Instant at) {
        long minute = SpendWindow.minute(at);
        minutes.addAll(rollup.further(), 1);
        hours.addAll(rollup.further(), SpendWindow.MINUTES_PER_HOUR);
        minutes.dropBefore(minute - KEPT_MINUTES);
        hours.dropBefore(SpendWindow.hour(at) - KEPT_DAYS * DAY);
        providers.addAll(minute, rollup.outcomes());
        if (cause != RejectionCause.QUOTA) {
            whose.addAll(minute, rollup.spenders());
        }
        touched = true;
    }

    /** Whether any call was turned away in the window. */
    boolean rejects(Instant at) {
        return recent(Rejections.REJECTED, at) > 0;
    }

    private long recent(int column, Instant at) {
        long now = SpendWindow.minute(at);
        return minutes.sum(column, now - RECENT_MINUTES + 1, now);
    }

    /**
     * The calls that were turned away.
     *
     * @param consumers who consumes the pool; of no interest for models and providers
     */
    Fact rejectionFact(Instant at, Limits limits, List<Contributor> consumers) {
        long calls = recent(Rejections.CALLS, at);
        long rejected = recent(Rejections.REJECTED, at);
        long minute = SpendWindow.minute(at);
        List<Contributor> provider = providers.largest(minute, 1, 1);
        return new RejectionWindow(
                scope,
                at,
                limits,
                cause.word(),
                provider.isEmpty() ? "" : provider.get(0).label(),
                calls,
                rejected,
                calls == 0 ? Double.NaN : (double) rejected / calls,
                cause == RejectionCause.QUOTA ? consumers : whose.largest(minute, NAMED, 1));
    }

    /** Whether the cost of any call is known by two accounts, or something may be held about that. */
    boolean accounts(Instant at) {
        return scope.kind() == ScopeKind.MODEL
                && (day(Rejections.REPORTED, at) > 0
                        || yesterday(Rejections.INVOICED_NANO, at) > 0
                        || !holds.isEmpty());
    }

    /** Whether nothing has been told of it for as long as anything is kept, and nothing is held about it. */
    boolean over(Instant at) {
        return holds.isEmpty() && hours.last() < SpendWindow.hour(at) - KEPT_DAYS * DAY;
    }

    private long day(int column, Instant at) {
        long now = SpendWindow.hour(at);
        return hours.sum(column, now - DAY + 1, now);
    }

    Fact driftFact(Instant at, Limits limits) {
        double reported = day(Rejections.REPORTED_NANO, at) / Counters.NANO;
        double book = day(Rejections.BOOK_NANO, at) / Counters.NANO;
        double larger = Math.max(reported, book);
        double drift = larger == 0 ? Double.NaN : Math.abs(reported - book) / larger;
        double own = yesterday(Rejections.COST_NANO, at) / Counters.NANO;
        double invoiced = yesterday(Rejections.INVOICED_NANO, at) / Counters.NANO;
        boolean known = invoiced > 0 && hours.sum(Rejections.CALLS, Long.MIN_VALUE, yesterday(at)) > 0;
        return new CostDrift(
                scope,
                at,
                limits,
                day(Rejections.REPORTED, at),
                reported,
                book,
                drift,
                own,
                invoiced,
                known ? Math.abs(invoiced - own) / Math.max(invoiced, own) : Double.NaN);
    }

    /** The first hour of the last UTC day that is over. */
    private static long yesterday(Instant at) {
        return Math.floorDiv(SpendWindow.hour(at), (long) DAY) * DAY - DAY;
    }

    private long yesterday(int column, Instant at) {
        long first = yesterday(at);
        return hours.sum(column, first, first + DAY - 1);
    }

    void write(DataOutput out) throws IOException {
        holds.write(out);
        minutes.write(out);
        hours.write(out);
        whose.write(out);
        providers.write(out);
        out.writeBoolean(touched);
        out.writeLong(judgedMinute);
    }

    static RejectionState read(DataInput in, Scope scope) throws IOException {
        RejectionState state = new RejectionState(
                scope,
                Holds.read(in),
                List.of(Buckets.read(in, Rejections.WIDTH), Buckets.read(in, Rejections.WIDTH)),
                List.of(Shares.read(in, MAX_LABELS), Shares.read(in, MAX_PROVIDERS)));
        state.touched = in.readBoolean();
        state.judgedMinute = in.readLong();
        return state;
    }
}
