// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.ledger.Action;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.ledger.Claim;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import io.tocsin.pipeline.ledger.Move;
import io.tocsin.pipeline.ledger.Moves;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Planned;
import io.tocsin.pipeline.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An action ledger in a database: SQLite for a node without a cluster, PostgreSQL for one with members. The unique key
 * grants an action once; every change checks the fence in its own transaction.
 *
 * <p>Transactions run on threads of their own, so that who asks waits no longer than the deadline, however the database
 * hangs. Thread-safe.
 */
public final class SqlLedger implements ActionLedger {
    private static final String FILE = "ledger.db";
    private static final long CLOSE_SECONDS = 5;

    private final LedgerDatabase database;
    private final LedgerRows rows;
    private final Duration deadline;
    private final ExecutorService threads;

    private SqlLedger(LedgerDatabase database, Duration deadline) {
        this.database = database;
        this.rows = new LedgerRows(database);
        this.deadline = deadline;
        this.threads = Executors.newFixedThreadPool(database.width(), task -> {
            Thread thread = new Thread(task, "tocsin-ledger");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens the ledger of one node, in the directory of its store. The store must be open: its lock guards both.
     *
     * @param deadline how long an answer may take
     * @throws StoreException if the file is damaged or cannot be written, or a newer version of this program wrote it
     */
    public static SqlLedger sqlite(Path dataDir, Duration deadline) {
        return new SqlLedger(SqliteLedgerDatabase.open(dataDir.resolve(FILE)), deadline);
    }

    /**
     * Opens the ledger of a cluster. The server may be away; until it answers nobody may act.
     *
     * @throws StoreException if the server answers and refuses: a wrong password, no such database, a newer schema
     */
    public static SqlLedger postgres(PostgresSettings settings) {
        return new SqlLedger(PostgresLedgerDatabase.open(settings), settings.deadline());
    }

    /**
     * Looks whether the server of a cluster's ledger lets this program in; changes nothing.
     *
     * @return what it is, in words for people
     * @throws StoreException if it does not answer, or refuses
     */
    public static String look(PostgresSettings settings) {
        return PostgresLedgerDatabase.look(settings);
    }

    @Override
    public Owner own(int cell, String member) {
        return ask("take a cell", handle -> rows.own(handle, cell, member));
    }

    @Override
    public Optional<Owner> owner(int cell) {
        return ask("look up an owner", handle -> rows.owner(handle, cell));
    }

    @Override
    public Claim claim(Planned planned, Owner owner) {
        return ask("claim an action", handle -> {
            if (!rows.owns(handle, owner)) {
                return new Claim.Fenced();
            }
            if (rows.insert(handle, planned, owner)) {
                return new Claim.Granted();
            }
            Optional<Action> taken = rows.take(handle, planned.key(), owner);
            return taken.isPresent() ? new Claim.Known(taken.get()) : new Claim.Fenced();
        });
    }

    @Override
    public Optional<Action> take(String key, Owner owner) {
        return ask(
                "take over an action",
                handle -> rows.owns(handle, owner) ? rows.take(handle, key, owner) : Optional.empty());
    }

    @Override
    public Move move(String key, ActionState from, ActionState to, Owner owner, String note) {
        Moves.require(from, to);
        return ask("move an action", handle -> {
            if (!rows.owns(handle, owner)) {
                return Move.FENCED;
            }
            Optional<Action> found = rows.changing(handle, key);
            if (found.isPresent() && !found.get().owner().equals(owner)) {
                return Move.FENCED;
            }
            if (found.isEmpty() || found.get().state() != from) {
                return Move.ELSEWHERE;
            }
            rows.move(handle, key, to, note);
            return Move.DONE;
        });
    }

    @Override
    public boolean judge(String key, ActionState verdict, String by) {
        Moves.requireVerdict(verdict);
        return ask("judge an action", handle -> {
            boolean doubtful = rows.changing(handle, key)
                    .filter(action -> action.state() == ActionState.IN_DOUBT)
                    .isPresent();
            if (doubtful) {
                rows.move(handle, key, verdict, Moves.judged(by));
            }
            return doubtful;
        });
    }

    @Override
    public List<Action> overdue(int cell, Duration lease) {
        return ask("look for actions without an end", handle -> rows.overdue(handle, cell, lease));
    }

    @Override
    public List<Action> actions(Set<ActionState> states, int max) {
        return ask("list actions", handle -> rows.newest(handle, states, max));
    }

    @Override
    public void probe() {
        ask("reach the action ledger", handle -> rows.owner(handle, 0));
    }

    private <T> T ask(String action, Writer.Work<T> work) {
        try {
            Future<T> answer = threads.submit(() -> database.transact(action, work));
            try {
                return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                answer.cancel(false);
                throw new LedgerUnreachable(
                        "the action ledger did not answer within " + deadline.toMillis() + " ms", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof StoreException known) {
                    throw new LedgerUnreachable(String.valueOf(known.getMessage()), known);
                }
                throw new IllegalStateException("could not " + action, e.getCause());
            }
        } catch (RejectedExecutionException e) {
            throw new LedgerUnreachable("the action ledger is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnreachable("interrupted while the action ledger was asked", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
