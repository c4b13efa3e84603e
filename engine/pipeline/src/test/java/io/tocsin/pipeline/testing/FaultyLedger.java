// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.testing;

import io.tocsin.pipeline.ledger.Action;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.ledger.Claim;
import io.tocsin.pipeline.ledger.InMemoryLedger;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import io.tocsin.pipeline.ledger.Move;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Planned;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A ledger on the heap that can be away, and before whose moves something else can happen. Thread-safe. */
public final class FaultyLedger implements ActionLedger {
    /** What happens just before an action is moved to a state; what it throws, the mover sees. */
    public final Map<ActionState, Runnable> before = new ConcurrentHashMap<>();

    /** What happens just before a claim. */
    public volatile Runnable beforeClaim = () -> {};

    private final InMemoryLedger ledger;
    private volatile boolean away;

    /** With the clock that says when an action moved. */
    public FaultyLedger(Clock clock) {
        ledger = new InMemoryLedger(clock);
    }

    /** Answers nothing from now on. */
    public void goAway() {
        away = true;
    }

    /** Answers again. */
    public void comeBack() {
        away = false;
    }

    /** The states of every action, by the end of its intent's id. */
    public ActionState state(String mode) {
        return ledger.actions(Set.of(), 100).stream()
                .filter(action -> action.planned().intentId().endsWith("." + mode))
                .findFirst()
                .map(Action::state)
                .orElse(ActionState.PLANNED);
    }

    private InMemoryLedger asked() {
        if (away) {
            throw new LedgerUnreachable("away for a test");
        }
        return ledger;
    }

    @Override
    public Owner own(int cell, String member) {
        return asked().own(cell, member);
    }

    @Override
    public Optional<Owner> owner(int cell) {
        return asked().owner(cell);
    }

    @Override
    public Claim claim(Planned planned, Owner owner) {
        beforeClaim.run();
        return asked().claim(planned, owner);
    }

    @Override
    public Optional<Action> take(String key, Owner owner) {
        return asked().take(key, owner);
    }

    @Override
    public Move move(String key, ActionState from, ActionState to, Owner owner, String note) {
        before.getOrDefault(to, () -> {}).run();
        return asked().move(key, from, to, owner, note);
    }

    @Override
    public boolean judge(String key, ActionState verdict, String by) {
        return asked().judge(key, verdict, by);
    }

    @Override
    public List<Action> overdue(int cell, Duration lease) {
        return asked().overdue(cell, lease);
    }

    @Override
    public List<Action> actions(Set<ActionState> states, int max) {
        return asked().actions(states, max);
    }

    @Override
    public void probe() {
        asked().probe();
    }

    @Override
    public void close() {}
}
