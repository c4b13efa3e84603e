// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A ledger on the heap: for virtual-clock tests, demos and replay. Same semantics as one in a database, except that nothing
 * survives the loss of the process. Never unreachable; thread-safe.
 */
public final class InMemoryLedger implements ActionLedger {
    private final Clock clock;
    private final Map<Integer, Owner> owners = new HashMap<>();
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private long fence;

    /** With the clock that says when an action moved. */
    public InMemoryLedger(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Owner own(int cell, String member) {
        Owner owner = new Owner(cell, member, ++fence);
        owners.put(cell, owner);
        return owner;
    }

    @Override
    public synchronized Optional<Owner> owner(int cell) {
        return Optional.ofNullable(owners.get(cell));
    }

    @Override
    public synchronized Claim claim(Planned planned, Owner owner) {
        if (!owner.equals(owners.get(owner.cell()))) {
            return new Claim.Fenced();
        }
        if (!actions.containsKey(planned.key())) {
            Instant now = clock.instant();
            actions.put(planned.key(), new Action(planned, owner, ActionState.CLAIMED, "", now, now));
            return new Claim.Granted();
        }
        Optional<Action> taken = take(planned.key(), owner);
        return taken.isPresent() ? new Claim.Known(taken.get()) : new Claim.Fenced();
    }

    @Override
    public synchronized Optional<Action> take(String key, Owner owner) {
        Action action = actions.get(key);
        if (action == null
                || !owner.equals(owners.get(owner.cell()))
                || action.owner().cell() != owner.cell()) {
            return Optional.empty();
        }
        put(new Action(action.planned(), owner, action.state(), action.note(), action.claimedAt(), action.movedAt()));
        return Optional.of(action);
    }

    @Override
    public synchronized Move move(String key, ActionState from, ActionState to, Owner owner, String note) {
        Moves.require(from, to);
        Action action = actions.get(key);
        if (!owner.equals(owners.get(owner.cell()))
                || action != null && !action.owner().equals(owner)) {
            return Move.FENCED;
        }
        if (action == null || action.state() != from) {
            return Move.ELSEWHERE;
        }
        put(moved(action, to, note));
        return Move.DONE;
    }

    @Override
    public synchronized boolean judge(String key, ActionState verdict, String by) {
        Moves.requireVerdict(verdict);
        Action action = actions.get(key);
        if (action == null || action.state() != ActionState.IN_DOUBT) {
            return false;
        }
        put(moved(action, verdict, Moves.judged(by)));
        return true;
    }

    private Action moved(Action action, ActionState to, String note) {
        return new Action(action.planned(), action.owner(), to, note, action.claimedAt(), clock.instant());
    }

    private void put(Action action) {
        actions.put(action.planned().key(), action);
    }

    @Override
    public synchronized List<Action> overdue(int cell, Duration lease) {
        Instant latest = clock.instant().minus(lease);
        return actions.values().stream()
                .filter(action -> action.owner().cell() == cell)
                .filter(action -> action.state() == ActionState.STARTED || action.state() == ActionState.SENT)
                .filter(action -> !action.movedAt().isAfter(latest))
                .sorted(Comparator.comparing(Action::movedAt))
                .toList();
    }

    @Override
    public synchronized List<Action> actions(Set<ActionState> states, int max) {
        return actions.values().stream()
                .filter(action -> states.isEmpty() || states.contains(action.state()))
                .sorted(Comparator.comparing(Action::claimedAt).reversed())
                .limit(max)
                .toList();
    }

    @Override
    public void probe() {}

    @Override
    public void close() {}
}
