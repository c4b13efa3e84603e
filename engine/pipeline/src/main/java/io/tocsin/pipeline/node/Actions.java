// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.response.RunbookRun.Verdict;
import io.tocsin.pipeline.ledger.Action;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.ledger.Claim;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import io.tocsin.pipeline.ledger.Move;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Ownership;
import io.tocsin.pipeline.ledger.Planned;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.node.Effects.Attempt;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.tenant.RunIntent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks an automation's step through the ledger: claimed, started, sent, and only then done, so that it is done at most
 * once whatever becomes of this process or of its ownership.
 *
 * <ol>
 *   <li>Without a ledger or a majority an action fails; taking one back waits.
 *   <li>Each move checks the fence. The one to {@code SENT} is the last before the effect: an owner that slept through
 *       its own replacement stops there.
 *   <li>An action that an earlier life left between its claim and its end is done again if it can be repeated, else it is
 *       in doubt and a human hears of it.
 *   <li>What became of an action and could not be written down is kept and written down later; if this process dies
 *       first, the sweep finds the action without an end and calls it in doubt.
 * </ol>
 *
 * Thread-safe; every call blocks.
 */
final class Actions {
    /** An action that was started and has not ended after so long will not end by itself. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(Actions.class);
    private static final String AWAY = "the action ledger cannot be reached";
    private static final String NO_MAJORITY = "this member is cut off from the majority, which alone may act";
    private static final String FENCED = "another member acts for this part of the load now";

    private final ActionLedger ledger;
    private final Ownership ownership;
    private final Runbooks runbooks;
    private final ConcurrentLinkedQueue<Ending> unwritten = new ConcurrentLinkedQueue<>();
    private final Set<String> earlier = ConcurrentHashMap.newKeySet();
    private final TargetCalls calls;

    Actions(ActionLedger ledger, Ownership ownership, Runbooks runbooks) {
        this.ledger = ledger;
        this.ownership = ownership;
        this.runbooks = runbooks;
        this.calls = new TargetCalls(runbooks.targets());
    }

    /** An earlier life decided this; only the ledger knows how far it came. */
    void earlier(String intentId) {
        earlier.add(intentId);
    }

    /** Acts, or takes back; once. */
    Attempt attempt(OutboxItem item, RunIntent intent) {
        Planned planned = planned(item, intent);
        try {
            Optional<Owner> owner = ownership.current();
            if (owner.isEmpty()) {
                return notNow(item, intent, NO_MAJORITY);
            }
            Step step = new Step(item, intent, planned, owner.get());
            return ledger.claim(planned, step.owner).match(new Claim.Cases<>() {
                @Override
                public Attempt granted(Claim.Granted granted) {
                    return start(step, ActionState.CLAIMED);
                }

                @Override
                public Attempt known(Claim.Known known) {
                    return resume(step, known.action());
                }

                @Override
                public Attempt fenced(Claim.Fenced fenced) {
                    return Attempt.again(FENCED);
                }
            });
        } catch (LedgerUnreachable e) {
            LOGGER.atWarn().addKeyValue("intent", item.id()).setCause(e).log("action not run: ledger unreachable");
            return notNow(item, intent, AWAY);
        }
    }

    private Planned planned(OutboxItem item, RunIntent intent) {
        String kind = runbooks.descriptor(intent.run().runbook())
                .map(descriptor -> descriptor.stepKind())
                .orElse("once");
        return new Planned(
                key(intent, intent.mode()),
                item.id(),
                intent.run().runbook(),
                kind,
                intent.run().target().tenant());
    }

    private static String key(RunIntent intent, Mode mode) {
        return Planned.key(
                intent.run().runbook(),
                intent.version(),
                intent.run().target().key(),
                intent.run().alertId(),
                mode.name());
    }

    /**
     * It cannot be done now: an action fails. Taking one back is tried again, and so is what an earlier life or an earlier
     * call may have done already.
     */
    private Attempt notNow(OutboxItem item, RunIntent intent, String why) {
        String key = key(intent, intent.mode());
        if (intent.mode() == Mode.REVERT || earlier.contains(item.id()) || calls.pending(key)) {
            return Attempt.again(why);
        }
        unwritten.add(new Ending(key, ActionState.FAILED, why, true));
        return over(item, intent, "failed", why);
    }

    private static Attempt over(OutboxItem item, RunIntent intent, String outcome, String text) {
        return Attempt.over(Effects.settled(item, intent.run().target().tenant(), outcome, text, List.of()));
    }

    /** An earlier attempt, or an earlier life, had it. */
    private Attempt resume(Step step, Action found) {
        if (open(found.state())) {
            boolean repeatable = step.planned.repeatable() && found.planned().repeatable();
            return repeatable ? start(step, found.state()) : doubt(step, found.state());
        }
        calls.forget(step.planned.key());
        return switch (found.state()) {
            case FAILED -> over(step.item, step.intent, "failed", found.note());
            case IN_DOUBT -> over(step.item, step.intent, "in-doubt", found.note());
            default -> done(step);
        };
    }

    /** It was done; what it set is collected once more, because the log does not have it yet. */
    private Attempt done(Step step) {
        Actuation walked = walk(step);
        return walked instanceof Actuation.Done
                ? Attempt.over(Effects.settled(step.item, step.intent, walked))
                : over(step.item, step.intent, "in-doubt", "it was done before a restart, and its route says no now");
    }

    private static boolean open(ActionState state) {
        return state == ActionState.CLAIMED || state == ActionState.STARTED || state == ActionState.SENT;
    }

    private Attempt doubt(Step step, ActionState from) {
        String why = "it was started before a restart";
        ledger.move(step.planned.key(), from, ActionState.IN_DOUBT, step.owner, why);
        if (step.intent.mode() == Mode.REVERT) {
            end(new Ending(key(step.intent, Mode.ACT), ActionState.ROLLBACK_FAILED, why, false), step.owner);
        }
        return over(step.item, step.intent, "in-doubt", why);
    }

    private Attempt start(Step step, ActionState from) {
        ActionState at = from;
        if (at == ActionState.CLAIMED) {
            if (move(step, at, ActionState.STARTED) != Move.DONE) {
                return Attempt.again(FENCED);
            }
            at = ActionState.STARTED;
        }
        if (!ownership.current().equals(Optional.of(step.owner)) || move(step, at, ActionState.SENT) != Move.DONE) {
            return Attempt.again(FENCED);
        }
        TargetCalls.Result result = calls.make(step.planned, step.owner, walk(step), from == ActionState.SENT);
        if (result.over().isEmpty()) {
            return result.again();
        }
        Actuation actuation = result.over().get();
        written(step, actuation);
        return Attempt.over(Effects.settled(step.item, step.intent, actuation));
    }

    private Move move(Step step, ActionState from, ActionState to) {
        return ledger.move(step.planned.key(), from, to, step.owner, "");
    }

    private Actuation walk(Step step) {
        return runbooks.walk(step.intent.run(), step.intent.mode());
    }

    /** Writes down what became of it; of one that was taken back, also that it is. */
    private void written(Step step, Actuation actuation) {
        ActionState end = actuation.match(new Actuation.Cases<>() {
            @Override
            public ActionState done(Actuation.Done done) {
                return ActionState.SUCCEEDED;
            }

            @Override
            public ActionState refused(Actuation.Refused refused) {
                return ActionState.FAILED;
            }

            @Override
            public ActionState failed(Actuation.Failed failed) {
                return failed.maybeActed() ? ActionState.IN_DOUBT : ActionState.FAILED;
            }
        });
        String note = Effects.settled(step.item, step.intent, actuation).text();
        unwritten.add(new Ending(step.planned.key(), end, note, true));
        if (step.intent.mode() == Mode.REVERT) {
            ActionState back = end == ActionState.SUCCEEDED ? ActionState.ROLLED_BACK : ActionState.ROLLBACK_FAILED;
            unwritten.add(new Ending(key(step.intent, Mode.ACT), back, note, false));
        }
        try {
            write(step.owner);
        } catch (LedgerUnreachable e) {
            LOGGER.atWarn()
                    .addKeyValue("intent", step.item.id())
                    .setCause(e)
                    .log("the end of an action is written down later");
        }
    }

    /** Writes down how an action was verified. */
    Attempt verdict(OutboxItem item, RunIntent intent) {
        ActionState state =
                intent.run().verified() == Verdict.EFFECTIVE ? ActionState.VERIFIED : ActionState.INCONCLUSIVE;
        try {
            Optional<Owner> owner = ownership.current();
            if (owner.isEmpty()) {
                return Attempt.again(NO_MAJORITY);
            }
            write(owner.get());
            end(new Ending(key(intent, Mode.ACT), state, "", false), owner.get());
            return over(item, intent, "done", "");
        } catch (LedgerUnreachable e) {
            return Attempt.again(AWAY);
        }
    }

    /**
     * Writes down what is still to be written down, and finds actions that were started and will not end by themselves;
     * answers what is to be told about them.
     */
    List<LogEntry.Settled> sweep() {
        List<LogEntry.Settled> told = new ArrayList<>();
        try {
            Optional<Owner> owner = ownership.current();
            if (owner.isEmpty()) {
                return told;
            }
            write(owner.get());
            String why = "nobody knows how it ended: it was started and nothing was heard of it since";
            for (Action action : ledger.overdue(owner.get().cell(), LEASE)) {
                Planned planned = action.planned();
                if (end(new Ending(planned.key(), ActionState.IN_DOUBT, why, false), owner.get())) {
                    told.add(new LogEntry.Settled(planned.intentId(), planned.tenant(), "in-doubt", why, List.of()));
                }
            }
        } catch (LedgerUnreachable e) {
            LOGGER.atDebug().setCause(e).log("actions without an end are looked for later");
        }
        return told;
    }

    private void write(Owner owner) {
        for (Ending next = unwritten.poll(); next != null; next = unwritten.poll()) {
            try {
                end(next, owner);
            } catch (LedgerUnreachable e) {
                unwritten.add(next);
                throw e;
            }
        }
    }

    /** Whether the action has come to this end now. */
    private boolean end(Ending ending, Owner owner) {
        Optional<Action> found = ledger.take(ending.key, owner)
                .filter(action -> !ending.own || action.owner().equals(owner))
                .filter(action -> action.state().mayBecome(ending.state));
        return found.isPresent()
                && ledger.move(ending.key, found.get().state(), ending.state, owner, ending.note) == Move.DONE;
    }

    /** One attempt at one action. */
    private record Step(OutboxItem item, RunIntent intent, Planned planned, Owner owner) {}

    /**
     * How an action ended.
     *
     * @param own whether only the owner it was done under can say so
     */
    private record Ending(String key, ActionState state, String note, boolean own) {}
}
