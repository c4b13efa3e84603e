// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Feedback;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.window.Conduct;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.RecentIds;
import io.tocsin.rulebase.Evaluator;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One logical shard: a pure function from the log to its state and to what it tells other shards. One thread at a time;
 * no clock but the log's.
 */
public final class Shard {
    static final int IDS_PER_GENERATION = 16_384;
    private static final long LATE_SECONDS = 3600;
    private static final int FORGET_SECONDS = 60;
    private static final int FORGET_SLOWLY_SECONDS = 3600;
    private static final long AWAY_MILLIS = 10_000;
    private static final long[] ONE_COMPLAINT = complaint();

    final int index;
    final Policy policy;
    final Judge judge;
    final NarrowFold narrow;
    final WideFold wide;
    final PartialSums partials;
    final UsageReports usage;
    final ToolBoard tools;
    final JobFold jobs;
    final ConductFold conduct;
    final RejectionFold rejections;
    final InvoiceFold invoices;
    final MeterFold meters;
    final Outcomes outcomes = new Outcomes();
    final long[] seenRollups = new long[Placement.SHARDS];
    RecentIds ids = new RecentIds(IDS_PER_GENERATION);
    boolean dirty;
    private final ScopeNames names = new ScopeNames();
    private final Output output;
    private final Neighbours neighbours;
    private final Fold fold = new Fold();
    private Instant now = Instant.EPOCH;

    private @Nullable Scope heard;

    private long heardGeneration = -1;
    private long lastTickMillis;

    /** What a shard tells the tenants that live with it, directly, because they share its thread. */
    public interface Neighbours {
        /** A change was made on purpose. */
        void changed(Change change);

        /** A provider's status page says something new. */
        void provider(ProviderState state);
    }

    /** An empty shard. */
    public Shard(int index, Policy policy, Evaluator evaluator, Output output, Neighbours neighbours) {
        this.index = index;
        this.policy = policy;
        this.output = output;
        this.neighbours = neighbours;
        this.judge = new Judge(index, evaluator, policy.thresholds(), output);
        this.partials = new PartialSums(index);
        this.usage = new UsageReports(index);
        this.narrow = new NarrowFold(policy, judge, names, partials, usage, output);
        this.wide = new WideFold(policy, judge, usage, output);
        this.tools = new ToolBoard(judge, neighbours::provider);
        this.conduct = new ConductFold(wide::wide, narrow.routes, judge);
        this.rejections = new RejectionFold(wide::consumers, judge);
        this.invoices = new InvoiceFold(partials, policy.prices());
        this.meters = new MeterFold(policy, narrow, partials, names);
        this.jobs = new JobFold(
                policy.expectations().jobs().stream()
                        .filter(job -> Placement.of(job.scope()) == index)
                        .toList(),
                judge);
    }

    private static long[] complaint() {
        long[] row = new long[Conduct.WIDTH];
        row[Conduct.COMPLAINTS] = 1;
        return row;
    }

    /** Its number, 0 to {@link Placement#SHARDS} - 1. */
    public int index() {
        return index;
    }

    /** Folds one accepted signal. */
    public void signal(Signal signal, Instant at) {
        now = at;
        dirty = true;
        if (!ids.add(signal.tenant(), signal.id())) {
            outcomes.count(Outcomes.Outcome.DUPLICATE);
        } else if (isLate(signal, at)) {
            outcomes.count(Outcomes.Outcome.LATE);
        } else {
            heard(signal);
            Outcomes.Outcome judged = signal.match(fold) ? Outcomes.Outcome.ALERT : Outcomes.Outcome.NO_MATCH;
            outcomes.count(isOwn(signal) ? Outcomes.Outcome.OWN : judged);
        }
    }

    private static boolean isOwn(Signal signal) {
        return signal.origin().source().equals(Origin.ENGINE);
    }

    /** Whether windows no longer reach back to it. What is told about a state or a change is never too late. */
    private static boolean isLate(Signal signal, Instant at) {
        boolean measured = signal instanceof LlmCall || signal instanceof Feedback || signal instanceof RateLimit;
        return measured && signal.at().getEpochSecond() < at.getEpochSecond() - LATE_SECONDS;
    }

    /**
     * The source of a signal has reported; once a second is enough to say so. What is told only when something happens says
     * nothing by its silence.
     */
    private void heard(Signal signal) {
        String source = signal.origin().source();
        boolean occasional = signal instanceof ExternalAlert || signal instanceof Change;
        if (occasional || isOwn(signal)) {
            return;
        }
        boolean same =
                heard != null && heard.id().equals(source) && heard.tenant().equals(signal.tenant());
        if (heard == null || !same || partials.generation() != heardGeneration) {
            heard = names.of(ScopeKind.SOURCE, signal.tenant(), source);
            heardGeneration = partials.generation();
            partials.of(heard);
        }
    }

    /** Counts a body nobody understood. */
    public void deadLetter() {
        dirty = true;
        outcomes.count(Outcomes.Outcome.DEAD_LETTER);
    }

    /** Folds the partial sums of another shard, as far as they are for scopes of this one. */
    public void rollups(LogEntry.Rollups rollups, Instant at) {
        if (rollups.number() <= seenRollups[rollups.shard()]) {
            return;
        }
        seenRollups[rollups.shard()] = rollups.number();
        dirty = true;
        for (Rollup rollup : rollups.rollups()) {
            if (Placement.of(rollup.scope()) == index) {
                wide.rollup(rollup, at);
                conduct.rollup(rollup, at);
                rejections.rollup(rollup, at);
            }
        }
    }

    /** A tenant wants to hear how a scope of this shard fares. */
    public void watch(Scope scope, Instant until) {
        switch (scope.kind()) {
            case USER -> narrow.watch(scope, until);
            case TENANT, TEAM, FEATURE -> wide.watch(scope, until);
            default -> {
                // keeps no money, so there is nothing to hear of it
            }
        }
    }

    /** A second has passed: sends partial sums on, judges what was touched, forgets what is over. */
    public void tick(Instant at) {
        now = at;
        long pause = at.toEpochMilli() - lastTickMillis;
        if (lastTickMillis > 0 && pause > AWAY_MILLIS) {
            wide.away(pause, at);
            jobs.away(pause, at);
        }
        lastTickMillis = at.toEpochMilli();
        dirty |= narrow.busy() || wide.busy() || jobs.busy() || conduct.busy() || rejections.busy();
        partials.flush(output);
        narrow.tick(at);
        wide.tick(at);
        conduct.tick(at);
        rejections.tick(at);
        jobs.tick(at);
        dirty |= tools.tick(at);
        usage.flush(output);
        if (at.getEpochSecond() % FORGET_SECONDS == 0) {
            dirty |= narrow.forget(at);
        }
        if (at.getEpochSecond() % FORGET_SLOWLY_SECONDS == 0) {
            dirty |= rejections.forget(at);
        }
    }

    /** Log time of the last tick it has seen, milliseconds since 1970; 0 before the first. */
    public long lastTickMillis() {
        return lastTickMillis;
    }

    /** Sets what {@link #lastTickMillis} answered when the shard's state was written down. */
    public void lastTick(long millis) {
        lastTickMillis = millis;
    }

    /** The parts that are written down under names of their own. */
    Map<String, ShardCheckpoint.Part> parts() {
        return new TreeMap<>(Map.of(
                "conduct",
                conduct,
                "rejections",
                rejections,
                "invoices",
                invoices,
                "jobs",
                jobs,
                "usage",
                usage,
                "pauses",
                wide.pauses(),
                "contexts",
                narrow.contexts,
                "meters",
                meters));
    }

    /** The conservation ledger of this shard. */
    public Outcomes outcomes() {
        return outcomes;
    }

    /** Facts judged since the start. */
    public long evaluations() {
        return judge.evaluations();
    }

    /** Users and sessions with state here. */
    public int narrowScopes() {
        return narrow.size();
    }

    /** Teams, features, tenants, tiers, pools, models, providers, sources and jobs with state here. */
    public int wideScopes() {
        return wide.size() + rejections.models() + jobs.size();
    }

    /** What each kind of signal does here; answers whether a rule stated anything on it. */
    private final class Fold implements Signal.Cases<Boolean> {
        @Override
        public Boolean call(LlmCall call) {
            meters.called(call, now);
            return narrow.call(call, now);
        }

        @Override
        public Boolean rateLimit(RateLimit rateLimit) {
            wide.rateLimit(rateLimit, now);
            return false;
        }

        @Override
        public Boolean metric(MetricPoint metric) {
            if (metric.name().equals(MetricPoint.PROVIDER_COST)) {
                invoices.told(metric, now);
            }
            meters.told(metric, now);
            if (metric.name().equals(MetricPoint.REPORT_INTERVAL)) {
                wide.reports(metric.tenant(), metric.origin().source(), metric.value(), now);
            }
            return false;
        }

        @Override
        public Boolean externalAlert(ExternalAlert alert) {
            return tools.alert(alert, now);
        }

        @Override
        public Boolean providerStatus(ProviderStatus status) {
            return tools.status(status, now);
        }

        @Override
        public Boolean change(Change change) {
            neighbours.changed(change);
            return false;
        }

        @Override
        public Boolean outcome(Outcome outcome) {
            double usd = outcome.revenueUsd() > 0
                    ? outcome.revenueUsd()
                    : outcome.count()
                            * policy.expectations().outcomeUsd(outcome.kind(), outcome.tenant(), outcome.who());
            partials.of(scopeOf(outcome)).outcome(outcome.kind(), outcome.count(), Math.round(usd * Counters.NANO));
            return false;
        }

        @Override
        public Boolean feedback(Feedback feedback) {
            String feature = feedback.who().feature();
            if (feature == null) {
                return false;
            }
            PartialSums.Partial sums = partials.of(names.feature(feedback.tenant(), feature));
            long minute = SpendWindow.minute(feedback.at());
            switch (feedback.kind()) {
                case COMPLAINT, THUMBS_DOWN -> sums.further(minute, ONE_COMPLAINT);
                case EVALUATION -> {
                    if (!Double.isNaN(feedback.score())) {
                        sums.count(minute, Counters.ofScore(feedback.score()));
                    }
                }
                case THUMBS_UP -> {
                    // praise is no trouble
                }
            }
            return false;
        }

        /** The narrowest scope that keeps its own money. */
        private Scope scopeOf(Outcome outcome) {
            String feature = outcome.who().feature();
            if (feature != null) {
                return names.feature(outcome.tenant(), feature);
            }
            String team = outcome.who().team();
            return team == null ? names.tenant(outcome.tenant()) : names.team(outcome.tenant(), team);
        }

        @Override
        public Boolean heartbeat(Heartbeat heartbeat) {
            jobs.beat(heartbeat, now);
            return false;
        }
    }
}
