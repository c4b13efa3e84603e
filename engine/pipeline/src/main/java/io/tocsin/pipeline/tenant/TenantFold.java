// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.decision.Decision;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.signal.Change;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine.CommandResult;
import io.tocsin.pipeline.Engine.Update;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.Correlator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One tenant: statements become episodes, correlate and decide rules look at the open ones, and what they conclude
 * becomes pages and runs. A pure function of the log; one thread at a time.
 */
public final class TenantFold {
    private static final long FORGET_SECONDS = 60;
    /** With more open alerts than this, decisions about new ones wait for the next tick and are made together. */
    private static final int DECIDED_AT_ONCE = 200;

    private final String tenant;
    private final Thresholds thresholds;
    private final Correlator correlator;
    private final TenantOutput output;
    private final Pager pager;
    private final Runs runs;
    private final FlagBoard flags;
    private final Episodes episodes;
    private final TreeMap<String, ProviderState> providers = new TreeMap<>();
    private final TreeMap<Integer, Long> seen = new TreeMap<>();
    private RecentChanges changes = new RecentChanges(List.of());
    private boolean undecided;
    private boolean dirty;
    private long version;

    /**
     * A tenant nothing is known of yet.
     *
     * @param stopReason why automations are stopped everywhere; empty when they are not
     */
    public TenantFold(String tenant, TenantParts parts, TenantOutput output, String stopReason) {
        this.tenant = tenant;
        this.thresholds = parts.thresholds();
        this.correlator = parts.rulebase().correlator();
        this.output = output;
        this.flags = parts.flags();
        this.episodes = new Episodes(parts.alerts(), parts.routing().repeatInterval());
        this.pager = new Pager(tenant, parts.routing(), parts.pages(), output);
        this.runs = new Runs(parts.runbooks(), parts.flags(), output, new RunListener());
        this.runs.stopReason = stopReason;
    }

    /** What the rules stated in some shard; a repeated statement is known by its number. */
    public void stated(LogEntry.Stated stated, Instant at) {
        if (stated.number() <= seen.getOrDefault(stated.shard(), 0L)) {
            return;
        }
        touch();
        seen.put(stated.shard(), stated.number());
        Alert alert = stated.statement().alert();
        switch (stated.statement().kind()) {
            case FIRED -> firing(alert, at);
            case REFRESHED, EVENT -> {
                if (alert.event() ? !episodes.isOnlyShown(alert) : !episodes.isClosedByHand(alert, at)) {
                    firing(alert, at);
                }
            }
            case CLEARED ->
                Optional.ofNullable(episodes.openOn(alert))
                        .ifPresent(episode -> resolve(episode, "no longer true", at));
        }
        if (episodes.openCount() <= DECIDED_AT_ONCE) {
            decide(at);
        }
    }

    private void firing(Alert alert, Instant at) {
        Episode episode = episodes.openOn(alert);
        if (episode == null) {
            episode = episodes.begin(alert, at, changes.before(alert, at));
            episode.note(at, "fired", alert.summary());
            tell(episode, "fired", alert.summary(), at);
        } else {
            episode.stated(alert);
        }
        if (alert.event()) {
            episode.overAt = at.plus(thresholds.quiet(alert.rule(), alert.scope()));
        }
        look(episode);
    }

    private void resolve(Episode episode, String why, Instant at) {
        episode.state = AlertState.RESOLVED;
        episode.resolvedAt = at;
        episodes.end(episode, at);
        long minutes = Duration.between(episode.startsAt, at).toMinutes();
        episode.note(at, "resolved", why + ", after " + minutes + " min");
        pager.follow(episode, Page.Action.RESOLVE, "resolved", runs.ofAlert(episode.id), at);
        tell(episode, "resolved", "after " + minutes + " min", at);
        look(episode);
    }

    private void look(Episode episode) {
        correlator.alert(episode.live());
        undecided = true;
    }

    private void touch() {
        dirty = true;
        version++;
    }

    /** Counts the changes of what people see. */
    public long version() {
        return version;
    }

    /** A change was made on purpose. */
    public void changed(Change change) {
        touch();
        changes.add(change);
    }

    /** A provider's status page says something new. */
    public void provider(ProviderState state) {
        touch();
        providers.put(state.scope().key(), state);
        correlator.provider(state);
        undecided = true;
    }

    /** Why automations are stopped once a command is given; empty when it does not stop them. */
    public static String stopReason(Command command) {
        return command instanceof Command.Stop stop ? stop.by() + ": " + stop.reason() : "";
    }

    /** Whether automations are stopped until they are released by hand. */
    public boolean stopped() {
        return !runs.stopReason.isEmpty();
    }

    /** A human gave a command. */
    public void ordered(LogEntry.Ordered ordered, Instant at) {
        touch();
        Command command = ordered.command();
        CommandResult result = apply(command, at);
        decide(at);
        output.answer(ordered.id(), result);
    }

    private CommandResult apply(Command command, Instant at) {
        if (command instanceof Command.Acknowledge acknowledge) {
            return onOpen(acknowledge, episode -> acknowledge(episode, acknowledge.by(), at));
        } else if (command instanceof Command.Resolve resolve) {
            return onOpen(resolve, episode -> close(episode, resolve.by(), at));
        } else if (command instanceof Command.Approve approve) {
            return runs.approve(approve.runId(), approve.by(), at);
        } else if (command instanceof Command.Deny deny) {
            return runs.deny(deny.runId(), deny.by(), at);
        } else if (command instanceof Command.Revert revert) {
            return runs.revert(revert.runId(), revert.by(), at);
        } else if (command instanceof Command.Stop stop) {
            runs.stopReason = stopReason(stop);
            return new CommandResult(true, "automations are stopped until they are released by hand");
        }
        return runs.release(command.by(), at);
    }

    private CommandResult onOpen(Command.OfOne command, Function<Episode, CommandResult> step) {
        return episode(command.about())
                .map(step)
                .orElseGet(() -> new CommandResult(false, "there is no open alert " + command.about()));
    }

    private CommandResult acknowledge(Episode episode, String by, Instant at) {
        if (episode.state == AlertState.ACKNOWLEDGED) {
            return new CommandResult(true, "already taken by " + episode.acknowledgedBy);
        }
        String text = "taken by " + by;
        episode.state = AlertState.ACKNOWLEDGED;
        episode.acknowledgedBy = by;
        episode.note(at, "acknowledged", text);
        pager.follow(episode, Page.Action.ACKNOWLEDGE, "acknowledged", runs.ofAlert(episode.id), at);
        tell(episode, "acknowledged", text, at);
        look(episode);
        return new CommandResult(true, text);
    }

    private CommandResult close(Episode episode, String by, Instant at) {
        episode.closedBy = by;
        resolve(episode, "closed by " + by, at);
        return new CommandResult(true, "closed by " + by);
    }

    /** An effect has happened, or never will. */
    public void settled(LogEntry.Settled settled, Instant at) {
        touch();
        if (settled.intentId().startsWith(Runs.VERDICT)) {
            return;
        }
        String[] parts = settled.intentId().split("\\.");
        if (parts[0].equals("run")) {
            String runId = settled.intentId()
                    .substring("run.".length(), settled.intentId().lastIndexOf('.'));
            Mode mode = Mode.valueOf(parts[parts.length - 1]);
            runs.settled(runId, mode, settled.outcome(), settled.text(), settled.effects(), at);
        } else {
            Episode episode = episodes.find(parts[1]);
            if (episode != null) {
                pageSettled(episode, parts[2], settled, at);
            }
        }
        decide(at);
    }

    private void pageSettled(Episode episode, String receiver, LogEntry.Settled settled, Instant at) {
        if (settled.outcome().equals("accepted")) {
            if (!settled.text().isEmpty()) {
                episode.references.putIfAbsent(receiver, settled.text());
            }
            tell(episode, "delivered", receiver + " took it", at);
        } else {
            episode.note(at, "undelivered", receiver + ": " + settled.text());
            tell(episode, "undelivered", receiver + ": " + settled.text(), at);
            pager.fallBack(episode, receiver, runs.ofAlert(episode.id), at);
        }
    }

    /** How a watched scope fares. */
    public void observed(LogEntry.Observed observed, Instant at) {
        touch();
        runs.observed(observed, at);
    }

    /** A second has passed. */
    public void tick(Instant at) {
        for (Episode episode : episodes.open()) {
            if (episode.overAt != null && !at.isBefore(episode.overAt)) {
                resolve(episode, "quiet since " + episode.occurrences + " occurrences", at);
                touch();
            } else if (pager.repeatIsDue(episode, at)) {
                pager.repeat(episode, runs.ofAlert(episode.id), at);
            }
            undecided |= episode.pageDueAt != null && episode.told.isEmpty();
        }
        runs.tick(at);
        flags.expire(at);
        if (undecided) {
            decide(at);
        }
        if (at.getEpochSecond() % FORGET_SECONDS == 0) {
            episodes.forget(at);
            changes.forget(at);
        }
    }

    private void decide(Instant at) {
        undecided = false;
        touch();
        List<Decision> decisions = correlator.decide();
        Map<String, String> holds = decisions.stream()
                .filter(Decision.Hold.class::isInstance)
                .collect(Collectors.toMap(Decision::alertId, Decision::reason, (first, second) -> first));
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Propose propose && !holds.containsKey(propose.alertId())) {
                episode(propose.alertId())
                        .ifPresent(
                                episode -> runs.propose(propose, episode.alert().scope(), at));
            }
        }
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Notify notify) {
                episode(notify.alertId()).ifPresent(episode -> notify(episode, notify, holds, at));
            }
        }
    }

    private void notify(Episode episode, Decision.Notify notify, Map<String, String> holds, Instant at) {
        String hold = holds.getOrDefault(episode.id, "");
        if (!hold.equals(episode.hold)) {
            episode.hold = hold;
            episode.note(at, hold.isEmpty() ? "released" : "held", hold);
        }
        if (hold.isEmpty()) {
            pager.tell(episode, notify.channel(), runs.ofAlert(episode.id), at);
        }
    }

    private Optional<Episode> episode(String alertId) {
        return Optional.ofNullable(episodes.find(alertId)).filter(Episode::open);
    }

    private void tell(Episode episode, String what, String text, Instant at) {
        output.update(new Update(at, "alert", what, text, Optional.of(episode.live()), Optional.empty()));
    }

    /** Shows on the board whatever has moved since the last call. */
    public void show() {
        episodes.show();
    }

    /**
     * What vendors call the pages they took, as receiver, alert id and reference; of alerts that are over too, because
     * the last page about them may not be sent yet.
     */
    public void references(ReferenceTaker taker) {
        episodes.all()
                .forEach(episode -> episode.references.forEach(
                        (receiver, reference) -> taker.take(receiver, episode.id, reference)));
    }

    /** Takes a vendor's reference. */
    @FunctionalInterface
    public interface ReferenceTaker {
        void take(String receiver, String alertId, String reference);
    }

    /** Every run that is kept, in no particular order. */
    public List<RunbookRun> runs() {
        return runs.runs.values().stream().map(Run::view).toList();
    }

    /** Lets go of the correlate and decide session. */
    public void close() {
        correlator.close();
    }

    /** The state as a checkpoint holds it, if it changed since the last call. */
    public Optional<TenantState> changed() {
        if (!dirty) {
            return Optional.empty();
        }
        dirty = false;
        return Optional.of(new TenantState(
                episodes.written(),
                episodes.past(),
                runs.runs.values().stream().map(Run::written).toList(),
                flags.written(tenant),
                changes.written(),
                providers.values().stream().map(TenantState.Provider::of).toList(),
                seen,
                runs.stopReason));
    }

    /** Puts a checkpoint back. */
    public void restore(TenantState state) {
        episodes.restore(state.episodes(), state.past());
        episodes.open().forEach(episode -> correlator.alert(episode.live()));
        state.runs().stream().map(Run::of).forEach(run -> runs.runs.put(run.id, run));
        flags.restore(state.flags());
        changes = new RecentChanges(state.changes());
        for (TenantState.Provider provider : state.providers()) {
            ProviderState told = provider.state();
            providers.put(told.scope().key(), told);
            correlator.provider(told);
        }
        seen.putAll(state.seen());
        runs.stopReason = state.stopReason();
    }

    private final class RunListener implements Runs.Listener {
        @Override
        public void moved(Run run, String what, String text, Instant at) {
            Episode episode = episodes.find(run.alertId);
            if (episode != null) {
                episode.note(at, "run-" + what, run.runbook + ": " + text);
            }
            undecided = true;
            output.update(new Update(
                    at, "run", what, text, Optional.ofNullable(episode).map(Episode::live), Optional.of(run.view())));
        }

        @Override
        public void needsHuman(Run run, String text, Instant at) {
            Episode episode = episodes.find(run.alertId);
            if (episode != null) {
                episode.note(at, "needs-human", text);
                String why = run.state.name().toLowerCase(Locale.ROOT) + "-" + at.getEpochSecond();
                pager.follow(episode, Page.Action.UPDATE, why, Optional.of(run), at);
            }
        }
    }
}
