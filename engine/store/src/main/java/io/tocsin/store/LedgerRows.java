// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.ledger.Action;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Planned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The ledger's rows. Every method runs inside a transaction of its caller; stateless. */
final class LedgerRows {
    private static final String ACTION =
            "SELECT key, intent_id, runbook, kind, tenant, cell, member, fence, state, note,"
                    + " claimed_ms, moved_ms FROM ledger_action ";

    private final LedgerDatabase database;

    LedgerRows(LedgerDatabase database) {
        this.database = database;
    }

    Owner own(Handle handle, int cell, String member) {
        handle.execute("UPDATE ledger_fence SET last = last + 1 WHERE one = 1");
        long fence = handle.createQuery("SELECT last FROM ledger_fence WHERE one = 1")
                .mapTo(long.class)
                .one();
        handle.createUpdate("INSERT INTO ledger_owner (cell, member, fence) VALUES (:cell, :member, :fence)"
                        + " ON CONFLICT (cell) DO UPDATE SET member = excluded.member, fence = excluded.fence")
                .bind("cell", cell)
                .bind("member", member)
                .bind("fence", fence)
                .execute();
        return new Owner(cell, member, fence);
    }

    Optional<Owner> owner(Handle handle, int cell) {
        return owner(handle, cell, "");
    }

    /** Whether this is still the newest owner, and stays so until the transaction ends. */
    boolean owns(Handle handle, Owner owner) {
        return owner(handle, owner.cell(), database.hold()).equals(Optional.of(owner));
    }

    private static Optional<Owner> owner(Handle handle, int cell, String lock) {
        return handle.createQuery("SELECT member, fence FROM ledger_owner WHERE cell = :cell" + lock)
                .bind("cell", cell)
                .map((row, context) -> new Owner(cell, row.getString("member"), row.getLong("fence")))
                .findOne();
    }

    /** Whether nobody had claimed it. */
    boolean insert(Handle handle, Planned planned, Owner owner) {
        return handle.createUpdate(
                                "INSERT INTO ledger_action (key, intent_id, runbook, kind, tenant, cell, member, fence,"
                                        + " state, note, claimed_ms, moved_ms) VALUES (:key, :intentId, :runbook, :kind, :tenant,"
                                        + " :cell, :member, :fence, :state, '', " + database.now() + ", "
                                        + database.now() + ")"
                                        + " ON CONFLICT (key) DO NOTHING")
                        .bindMethods(planned)
                        .bindMethods(owner)
                        .bind("state", ActionState.CLAIMED.name())
                        .execute()
                == 1;
    }

    /** The action, which nobody else changes until the transaction ends. */
    Optional<Action> changing(Handle handle, String key) {
        return handle.createQuery(ACTION + "WHERE key = :key" + database.change())
                .bind("key", key)
                .map((row, context) -> action(row))
                .findOne();
    }

    /** Gives an action to an owner of its cell; answers it as it was found. */
    Optional<Action> take(Handle handle, String key, Owner owner) {
        Optional<Action> found =
                changing(handle, key).filter(action -> action.owner().cell() == owner.cell());
        if (found.isPresent()) {
            handle.createUpdate("UPDATE ledger_action SET member = :member, fence = :fence WHERE key = :key")
                    .bindMethods(owner)
                    .bind("key", key)
                    .execute();
        }
        return found;
    }

    void move(Handle handle, String key, ActionState to, String note) {
        handle.createUpdate("UPDATE ledger_action SET state = :state, note = :note, moved_ms = " + database.now()
                        + " WHERE key = :key")
                .bind("state", to.name())
                .bind("note", note)
                .bind("key", key)
                .execute();
    }

    List<Action> overdue(Handle handle, int cell, Duration lease) {
        return handle.createQuery(ACTION + "WHERE cell = :cell AND state IN ('STARTED', 'SENT') AND moved_ms <= "
                        + database.now() + " - :lease ORDER BY moved_ms")
                .bind("cell", cell)
                .bind("lease", lease.toMillis())
                .map((row, context) -> action(row))
                .list();
    }

    List<Action> newest(Handle handle, Set<ActionState> states, int max) {
        Set<ActionState> wanted = states.isEmpty() ? EnumSet.allOf(ActionState.class) : states;
        return handle.createQuery(ACTION + "WHERE state IN (<states>) ORDER BY claimed_ms DESC, fence DESC LIMIT :max")
                .bindList("states", wanted.stream().map(ActionState::name).toList())
                .bind("max", max)
                .map((row, context) -> action(row))
                .list();
    }

    private static Action action(ResultSet row) throws SQLException {
        return new Action(
                new Planned(
                        row.getString("key"),
                        row.getString("intent_id"),
                        row.getString("runbook"),
                        row.getString("kind"),
                        row.getString("tenant")),
                new Owner(row.getInt("cell"), row.getString("member"), row.getLong("fence")),
                ActionState.valueOf(row.getString("state")),
                row.getString("note"),
                Instant.ofEpochMilli(row.getLong("claimed_ms")),
                Instant.ofEpochMilli(row.getLong("moved_ms")));
    }
}
