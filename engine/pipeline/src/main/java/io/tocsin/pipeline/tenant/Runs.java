// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.decision.Decision.Propose;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.response.RunbookRun.Verdict;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.Engine.CommandResult;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.response.Actuation.Call;
import io.tocsin.pipeline.response.Actuation.Effect;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.store.OutboxItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The life of every automation of a tenant: proposed, dry-run, approved, acted, verified, and taken back. Every step is
 * an entry of the log, so a crash resumes where it was. When in doubt nothing is done and a human hears of it.
 *
 * <p>Confined to the tenant's fold.
 */
final class Runs {
    /** How the id of an intent begins that writes a verdict into the action ledger. */
    static final String VERDICT = "verdict.";

    private static final Duration KEEP = Duration.ofHours(24);
    private static final Duration LISTEN_LONGER = Duration.ofMinutes(10);

    final TreeMap<String, Run> runs = new TreeMap<>();
    String stopReason = "";
    private final Runbooks runbooks;
    private final FlagBoard flags;
    private final TenantOutput output;
    private final Listener listener;

    /** Hears of what people must know. */
    interface Listener {
        /** A run went a step further. */
        void moved(Run run, String what, String text, Instant at);

        /** A run needs a human. */
        void needsHuman(Run run, String text, Instant at);
    }

    Runs(Runbooks runbooks, FlagBoard flags, TenantOutput output, Listener listener) {
        this.runbooks = runbooks;
        this.flags = flags;
        this.output = output;
        this.listener = listener;
    }

    /** Proposes a runbook, once per alert and version. */
    void propose(Propose propose, Scope target, Instant at) {
        Optional<RunbookDescriptor> descriptor = runbooks.descriptor(propose.runbook());
        if (descriptor.isEmpty()) {
            return;
        }
        String id = propose.alertId() + "." + propose.runbook() + "."
                + descriptor.get().version();
        if (runs.containsKey(id)) {
            return;
        }
        Run run = new Run(id, propose.runbook(), propose.alertId(), target, at);
        List<String> refusals = refusals(run, at);
        runs.put(id, run);
        if (!refusals.isEmpty()) {
            refuse(run, String.join("; ", refusals), at);
            return;
        }
        move(run, State.PROPOSED, "proposed", propose.reason(), at);
        Duration listen =
                descriptor.get().approvalWithin().plus(descriptor.get().lease()).plus(LISTEN_LONGER);
        output.emit(new LogEntry.Watching(target, at.plus(listen)));
        intent(run, Mode.DRY_RUN, at);
    }

    /** The route was walked. */
    void settled(String runId, Mode mode, String outcome, String text, List<Effect> effects, Instant at) {
        Run run = runs.get(runId);
        if (run == null) {
            return;
        }
        switch (mode) {
            case DRY_RUN -> dryRunSettled(run, outcome, text, effects, at);
            case ACT -> actSettled(run, outcome, text, effects, at);
            case REVERT -> revertSettled(run, outcome, text, effects, at);
        }
    }

    private void dryRunSettled(Run run, String outcome, String text, List<Effect> effects, Instant at) {
        if (run.state != State.PROPOSED) {
            return;
        }
        if (!outcome.equals("done")) {
            refuse(run, "dry run: " + text, at);
            return;
        }
        RunbookDescriptor descriptor = descriptor(run);
        run.dryRunOk = true;
        run.effect = Stream.concat(Stream.of(text), effects.stream().map(Runs::sentence))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", "))
                + " for " + minutes(descriptor.lease());
        effects.stream()
                .map(effect -> effect.metadata().getOrDefault("notes", ""))
                .filter(notes -> !notes.isEmpty())
                .forEach(notes -> run.note(at, "note", notes));
        move(run, State.AWAITING_APPROVAL, "dry-run", "dry run ok: would " + verb(run, "set ") + run.effect, at);
        if (descriptor.autonomy().equals("auto")) {
            approve(run, "policy", at);
        }
    }

    /** A human approves. */
    CommandResult approve(String runId, String by, Instant at) {
        Run run = runs.get(runId);
        return run == null ? new CommandResult(false, "there is no run " + runId) : approve(run, by, at);
    }

    private CommandResult approve(Run run, String by, Instant at) {
        if (run.state != State.AWAITING_APPROVAL) {
            return new CommandResult(false, "run " + run.id + " does not wait for approval, it is " + word(run.state));
        }
        if (by.isBlank()) {
            return new CommandResult(false, "an approval needs a name");
        }
        List<String> refusals = refusals(run, at);
        if (!refusals.isEmpty()) {
            refuse(run, String.join("; ", refusals), at);
            return new CommandResult(false, String.join("; ", refusals));
        }
        run.approvedBy = by;
        move(run, State.ACTING, "approved", "approved by " + by, at);
        intent(run, Mode.ACT, at);
        return new CommandResult(true, "approved by " + by + ": " + verb(run, "sets ") + run.effect);
    }

    /** A human denies. */
    CommandResult deny(String runId, String by, Instant at) {
        Run run = runs.get(runId);
        if (run == null || run.state != State.AWAITING_APPROVAL) {
            return new CommandResult(false, "run " + runId + " does not wait for approval");
        }
        move(run, State.DENIED, "denied", "denied by " + by, at);
        return new CommandResult(true, "denied by " + by);
    }

    /** A human takes an effect back before its lease ends. */
    CommandResult revert(String runId, String by, Instant at) {
        Run run = runs.get(runId);
        if (run == null || !run.inForce()) {
            return new CommandResult(false, "run " + runId + " has nothing in force to take back");
        }
        if (!descriptor(run).revertible()) {
            return new CommandResult(false, "nothing takes " + run.runbook + " back: it declares no inverse");
        }
        revert(run, "taken back by " + by, at);
        return new CommandResult(true, "reverting " + run.effect);
    }

    /** A human lets automations run again; what failed before no longer stands against them. */
    CommandResult release(String by, Instant at) {
        stopReason = "";
        runs.values().forEach(run -> run.note(at, "released", "automations released by " + by));
        return new CommandResult(true, "automations may run again");
    }

    private void actSettled(Run run, String outcome, String text, List<Effect> effects, Instant at) {
        if (run.state != State.ACTING) {
            return;
        }
        if (outcome.equals("in-doubt") || outcome.equals("given-up")) {
            move(run, State.IN_DOUBT, "in-doubt", text, at);
            listener.needsHuman(run, "nobody knows whether " + run.runbook + " took effect: " + text, at);
        } else if (!outcome.equals("done")) {
            refuse(run, text, at);
            listener.needsHuman(run, run.runbook + " did not run: " + text, at);
        } else {
            Instant until = at.plus(descriptor(run).lease());
            effects.forEach(effect -> flags.apply(run.target.tenant(), effect, at, until));
            run.actedAt = at;
            run.revertsAt = descriptor(run).revertible() ? until : null;
            run.usdPerHourBefore = run.usdPerHourNow;
            move(run, State.VERIFYING, "acted", verb(run, "set ") + run.effect, at);
        }
    }

    private void revertSettled(Run run, String outcome, String text, List<Effect> effects, Instant at) {
        if (!run.reverting) {
            return;
        }
        run.reverting = false;
        if (outcome.equals("done")) {
            effects.forEach(effect -> flags.apply(run.target.tenant(), effect, at, at));
            move(run, State.REVERTED, "reverted", "taken back: " + run.effect, at);
        } else {
            move(run, State.IN_DOUBT, "in-doubt", "could not be taken back: " + text, at);
            listener.needsHuman(run, run.runbook + " could not be taken back: " + text, at);
        }
    }

    /** How a watched scope fares. */
    void observed(LogEntry.Observed observed, Instant at) {
        for (Run run : runs.values()) {
            if (run.target.equals(observed.scope()) && !run.state.ended()) {
                run.observed(observed.usdPerHour(), observed.requests(), at);
            }
        }
    }

    /** Whatever is due: an approval nobody gave, a verdict, the end of a lease. */
    void tick(Instant at) {
        for (Run run : runs.values()) {
            if (run.state == State.AWAITING_APPROVAL
                    && !at.isBefore(run.proposedAt.plus(descriptor(run).approvalWithin()))) {
                move(run, State.DENIED, "expired", "nobody approved in time", at);
                listener.needsHuman(run, "nobody approved " + run.runbook + " in time", at);
            } else if (run.state == State.VERIFYING
                    && run.actedAt != null
                    && !run.reverting
                    && !at.isBefore(run.actedAt.plus(descriptor(run).verifyAfter()))) {
                verify(run, at);
            } else if (run.state == State.HELD
                    && run.actedAt != null
                    && !run.reverting
                    && !at.isBefore(leaseEnd(run, run.actedAt))) {
                if (descriptor(run).revertible()) {
                    revert(run, "its lease ended", at);
                } else {
                    leave(run, "its lease ended", at);
                }
            }
        }
        runs.values().removeIf(run -> run.state.ended() && run.proposedAt.isBefore(at.minus(KEEP)));
    }

    private Instant leaseEnd(Run run, Instant actedAt) {
        return run.revertsAt == null ? actedAt.plus(descriptor(run).lease()) : run.revertsAt;
    }

    private void verify(Run run, Instant at) {
        RunbookDescriptor descriptor = descriptor(run);
        Verdict verdict = run.requestsNow < descriptor.minRequests() || Double.isNaN(run.usdPerHourBefore)
                ? Verdict.INCONCLUSIVE
                : run.usdPerHourNow <= descriptor.effectiveBelow() * run.usdPerHourBefore
                        ? Verdict.EFFECTIVE
                        : Verdict.INEFFECTIVE;
        run.verified = verdict;
        String text = String.format(
                Locale.ROOT,
                "%s: $%.2f/h before, $%.2f/h now, %d calls in 5 min",
                verdict.name().toLowerCase(Locale.ROOT),
                run.usdPerHourBefore,
                run.usdPerHourNow,
                run.requestsNow);
        if (verdict != Verdict.INEFFECTIVE) {
            output.intent(new OutboxItem(
                    VERDICT + run.id, "verdict", RunIntent.write(new RunIntent(run.view(), Mode.ACT)), at));
        }
        if (verdict == Verdict.EFFECTIVE) {
            move(run, State.HELD, "verified", text, at);
        } else {
            run.note(at, "verified", text);
            if (descriptor.revertible()) {
                listener.needsHuman(run, run.runbook + " was " + text + "; it is taken back", at);
                revert(run, "not effective", at);
            } else {
                leave(run, "not effective", at);
                listener.needsHuman(run, run.runbook + " was " + text + "; nothing takes it back", at);
            }
        }
    }

    private void leave(Run run, String why, Instant at) {
        move(run, State.LEFT, "left", why + "; nothing takes it back: " + run.effect, at);
    }

    private void revert(Run run, String why, Instant at) {
        run.reverting = true;
        run.note(at, "reverting", why);
        intent(run, Mode.REVERT, at);
    }

    private void refuse(Run run, String why, Instant at) {
        move(run, State.REFUSED, "refused", why, at);
    }

    private void move(Run run, State state, String what, String text, Instant at) {
        run.state = state;
        run.note(at, what, text);
        listener.moved(run, what, text, at);
    }

    private void intent(Run run, Mode mode, Instant at) {
        String id = "run." + run.id + "." + mode;
        output.intent(new OutboxItem(id, "run", RunIntent.write(new RunIntent(run.view(), mode)), at));
    }

    private List<String> refusals(Run run, Instant at) {
        Collection<RunbookRun> others = runs.values().stream()
                .filter(other -> !other.id.equals(run.id))
                .map(Run::view)
                .toList();
        return runbooks.refusals(run.view(), others, at, !stopReason.isEmpty());
    }

    private RunbookDescriptor descriptor(Run run) {
        return runbooks.descriptor(run.runbook)
                .orElseThrow(() -> new IllegalStateException("runbook " + run.runbook + " is gone"));
    }

    /** The newest run that answers an alert. */
    Optional<Run> ofAlert(String alertId) {
        return runs.values().stream().filter(run -> run.alertId.equals(alertId)).reduce((first, second) -> second);
    }

    /** What goes before the effect of a run; a call brings its own. */
    private static String verb(Run run, String set) {
        return run.effect.startsWith(Call.VERB) ? "" : set;
    }

    private static String sentence(Effect effect) {
        return effect.flag() + " = " + effect.value();
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() + " min";
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
