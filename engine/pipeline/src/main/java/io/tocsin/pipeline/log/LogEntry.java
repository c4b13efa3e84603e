// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Load;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.response.Actuation;
import java.time.Instant;
import java.util.List;

/**
 * One entry of the log. What comes from outside (signals, commands, answers of vendors) and what one shard tells another
 * (rollups, statements, observations) are entries alike, so that every shard sees one order.
 */
public sealed interface LogEntry {

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /** A batch of accepted signals, in the order they were sent. */
    record Signals(List<Signal> signals) implements LogEntry {
        /** Copies the list. */
        public Signals {
            signals = List.copyOf(signals);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.signals(this);
        }
    }

    /**
     * A second has passed for some shards, or for all. A live node ticks shard by shard within each second, so that what
     * is done once a second does not come all at once.
     *
     * @param part 0 to {@link #PARTS} - 1: the shards whose number leaves this remainder; {@link #ALL} for every shard
     */
    record Tick(int part) implements LogEntry {
        /** In how many parts a second is told. */
        public static final int PARTS = 4;

        /** Every shard. */
        public static final int ALL = -1;

        /** For every shard. */
        public Tick() {
            this(ALL);
        }

        /** Whether it is for a shard. */
        public boolean concerns(int shard) {
            return part == ALL || shard % PARTS == part;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.tick(this);
        }
    }

    /**
     * Partial sums of one shard for scopes that live in other shards.
     *
     * @param shard the shard that summed
     * @param number counts the shard's rollups, so that a repeated one is known
     * @param rollups the sums
     */
    record Rollups(int shard, long number, List<Rollup> rollups) implements LogEntry {
        /** Copies the list. */
        public Rollups {
            rollups = List.copyOf(rollups);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.rollups(this);
        }
    }

    /**
     * What the rules stated in one shard, for the tenants' own shards.
     *
     * @param shard the shard the rules ran in
     * @param number counts the shard's statements, so that a repeated one is known
     * @param statement what was stated
     */
    record Stated(int shard, long number, Statement statement) implements LogEntry {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.stated(this);
        }
    }

    /**
     * A tenant wants to hear how a scope fares, because an automation acts on it.
     *
     * @param scope the scope to observe
     * @param until log time after which nobody listens any more
     */
    record Watching(Scope scope, Instant until) implements LogEntry {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.watching(this);
        }
    }

    /**
     * How a watched scope fares.
     *
     * @param scope the scope
     * @param usdPerHour spend of the last 5 minutes, as a rate in US dollars per hour
     * @param requests calls in the last 5 minutes
     */
    record Observed(Scope scope, double usdPerHour, long requests) implements LogEntry {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.observed(this);
        }
    }

    /**
     * A human gave a command.
     *
     * @param id identity of the order, so that its giver can be answered
     * @param tenant the tenant of the alert or run it names; the one that answers when it is for all of them
     * @param command the command
     */
    record Ordered(String id, String tenant, Command command) implements LogEntry {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.ordered(this);
        }
    }

    /**
     * An effect has happened, or never will.
     *
     * @param intentId the intent it came from
     * @param tenant the tenant it belongs to
     * @param outcome {@code accepted}, {@code refused}, {@code given-up}, {@code done} or {@code failed}
     * @param text the vendor's reference, or the reason
     * @param effects flags to set, for a runbook that acted
     */
    record Settled(String intentId, String tenant, String outcome, String text, List<Actuation.Effect> effects)
            implements LogEntry {
        /** Copies the list. */
        public Settled {
            effects = List.copyOf(effects);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.settled(this);
        }
    }

    /** A body nobody understood was kept; counted as accepted, so that the books balance. */
    record DeadLettered(String id) implements LogEntry {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.deadLettered(this);
        }
    }

    /**
     * Applications ask the budgets of their tenants before they spend.
     *
     * @param id identity of the batch, so that those who ask can be answered
     * @param asks what they ask, in order
     */
    record Asked(String id, List<Ask> asks) implements LogEntry {
        /** Copies the list. */
        public Asked {
            asks = List.copyOf(asks);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.asked(this);
        }
    }

    /**
     * What budgets of one shard have come to and how full its pools are, for the tenants' own shards.
     *
     * @param shard the shard that counted
     * @param number counts the shard's reports, so that a repeated one is known
     * @param spent sums of periods that have changed
     * @param loads pools of which there is a new reading
     */
    record UsageReported(int shard, long number, List<Spent> spent, List<Load> loads) implements LogEntry {
        /** Copies the lists. */
        public UsageReported {
            spent = List.copyOf(spent);
            loads = List.copyOf(loads);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.usageReported(this);
        }
    }

    /**
     * One function per kind of entry.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T signals(Signals signals);

        T tick(Tick tick);

        T rollups(Rollups rollups);

        T stated(Stated stated);

        T watching(Watching watching);

        T observed(Observed observed);

        T ordered(Ordered ordered);

        T settled(Settled settled);

        T deadLettered(DeadLettered deadLettered);

        T asked(Asked asked);

        T usageReported(UsageReported usageReported);
    }
}
