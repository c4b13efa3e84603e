// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.Usd;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.admission.Verdict.Standing;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.threshold.Budget;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of one tenant as its applications see them. All of them live here, in the tenant's own shard, so that a
 * reservation that touches several is made in all or in none. A pure function of the log; one thread at a time.
 */
public final class AdmissionFold {
    /** Most reservations one tenant may have open: seconds of them at the highest load. */
    public static final int MAX_OPEN = 100_000;

    private static final int FORGET_SECONDS = 60;
    private static final byte VERSION = 1;
    private static final Comparator<Standing> SCARCEST_FIRST =
            Comparator.comparingLong(Standing::remainingNano).thenComparing(Standing::scope);

    private final Accounts accounts;
    private final Reservations reservations = new Reservations();
    private boolean dirty;

    /** Of a tenant without reservations. @param budgets the budgets of a scope */
    public AdmissionFold(String tenant, Function<Scope, List<Budget>> budgets) {
        this.accounts = new Accounts(tenant, budgets);
    }

    /** What comes of one ask. */
    public Verdict ask(Ask ask, Instant at) {
        dirty = true;
        if (ask instanceof Ask.Reserve reserve) {
            return reserve(reserve, at);
        } else if (ask instanceof Ask.Settle settle) {
            return settle(settle, at);
        }
        return release(ask.reservation(), at);
    }

    private Verdict reserve(Ask.Reserve ask, Instant at) {
        Reservation held = reservations.open(ask.reservation());
        if (held != null) {
            boolean same = held.nanoUsd() == ask.nanoUsd() && held.payer().equals(ask.payer());
            return same
                    ? verdict(Outcome.GRANTED, "", held, at, held.expiresAt())
                    : verdict(Outcome.CONFLICT, "the reservation is for another amount or payer", held, at, null);
        }
        String before = reservations.fate(ask.reservation());
        if (!before.isEmpty()) {
            return bare(Outcome.CONFLICT, "the reservation " + before + " already", at);
        }
        List<Account> asked = accounts.of(ask.payer(), at);
        for (Account account : asked) {
            if (ask.nanoUsd() > account.remainingNano()) {
                return new Verdict(Outcome.REFUSED, refusal(ask, account), standings(asked), at, null);
            }
        }
        if (reservations.openCount() >= MAX_OPEN) {
            return new Verdict(Outcome.FULL, MAX_OPEN + " reservations are open", standings(asked), at, null);
        }
        Reservation made = new Reservation(
                ask.reservation(), ask.payer(), ask.nanoUsd(), at, at.plusSeconds(ask.ttlSeconds()), holds(asked));
        asked.forEach(account -> account.hold(ask.nanoUsd()));
        reservations.add(made);
        return verdict(Outcome.GRANTED, "", made, at, made.expiresAt());
    }

    private static List<Reservation.Hold> holds(List<Account> asked) {
        return asked.stream()
                .map(account -> new Reservation.Hold(account, account.start()))
                .toList();
    }

    private static String refusal(Ask.Reserve ask, Account account) {
        Budget budget = account.budget();
        return "the budget of " + budget.scope().label() + " for the "
                + budget.period().word() + " has " + usd(account.remainingNano()) + " USD left of "
                + usd(budget.nanoUsd()) + ", asked for " + usd(ask.nanoUsd());
    }

    private static String usd(long nano) {
        return Usd.of(nano).toPlainString();
    }

    private Verdict settle(Ask.Settle ask, Instant at) {
        Reservation held = reservations.takeOpen(ask.reservation());
        if (held != null) {
            free(held, at);
            return settled(ask, held, Outcome.SETTLED, at);
        }
        Reservation expired = reservations.takeExpired(ask.reservation());
        if (expired != null) {
            return settled(ask, accounts.resumed(expired), Outcome.SETTLED_LATE, at);
        }
        return again(ask.reservation(), Outcome.SETTLED, ask.nanoUsd(), at);
    }

    private Verdict settled(Ask.Settle ask, Reservation reservation, Outcome outcome, Instant at) {
        accounts.turn(reservation, at);
        reservation.holds().forEach(hold -> hold.account().settle(hold.start(), ask.nanoUsd(), ask.reported()));
        reservations.ended(reservation.id(), Outcome.SETTLED, ask.nanoUsd());
        return verdict(outcome, "", reservation, at, null);
    }

    private Verdict release(String id, Instant at) {
        Reservation held = reservations.takeOpen(id);
        if (held != null) {
            free(held, at);
            return released(held, at);
        }
        Reservation expired = reservations.takeExpired(id);
        if (expired != null) {
            return released(accounts.resumed(expired), at);
        }
        return again(id, Outcome.RELEASED, 0, at);
    }

    private Verdict released(Reservation reservation, Instant at) {
        reservations.ended(reservation.id(), Outcome.RELEASED, 0);
        return verdict(Outcome.RELEASED, "", reservation, at, null);
    }

    private void free(Reservation reservation, Instant at) {
        accounts.turn(reservation, at);
        reservation.holds().forEach(hold -> hold.account().free(hold.start(), reservation.nanoUsd()));
    }

    /** What is said a second time has the same answer; what contradicts the first is a conflict. */
    private Verdict again(String id, Outcome outcome, long nano, Instant at) {
        Optional<Reservations.Ended> before = reservations.ended(id);
        if (before.isEmpty()) {
            return unknown(at);
        }
        boolean same = before.get().outcome() == outcome && before.get().nanoUsd() == nano;
        return same
                ? bare(outcome, "", at)
                : bare(Outcome.CONFLICT, "the reservation " + reservations.fate(id) + " already", at);
    }

    /** Of a reservation nobody knows. */
    public static Verdict unknown(Instant at) {
        return bare(Outcome.UNKNOWN, "there is no such reservation, or it ended long ago", at);
    }

    private Verdict verdict(
            Outcome outcome, String text, Reservation reservation, Instant at, @Nullable Instant expiresAt) {
        List<Account> asked =
                reservation.holds().stream().map(Reservation.Hold::account).toList();
        asked.forEach(account -> account.turn(at));
        return new Verdict(outcome, text, standings(asked), at, expiresAt);
    }

    private static Verdict bare(Outcome outcome, String text, Instant at) {
        return new Verdict(outcome, text, List.of(), at, null);
    }

    private static List<Standing> standings(List<Account> asked) {
        return asked.stream().map(Account::standing).sorted(SCARCEST_FIRST).toList();
    }

    /** What reported calls have come to. */
    public void spent(Spent spent, Instant at) {
        dirty = true;
        accounts.reported(spent, at);
    }

    /** A second has passed: what was never settled is free again. */
    public void tick(Instant at) {
        Reservation due = reservations.expire(at);
        while (due != null) {
            dirty = true;
            free(due, at);
            due = reservations.expire(at);
        }
        if (at.getEpochSecond() % FORGET_SECONDS == 0) {
            dirty |= accounts.forget(at);
        }
    }

    /** How much of their budgets the tenant, its teams and features have used or hold: the fullest budget of each. */
    public Map<Scope, Double> usedRatios(Instant at) {
        return accounts.usedRatios(at);
    }

    /** Reservations that are held. */
    public int open() {
        return reservations.openCount();
    }

    /** The state as a checkpoint holds it, if it changed since the last call. */
    public Optional<byte[]> changed() {
        if (!dirty) {
            return Optional.empty();
        }
        dirty = false;
        return Optional.of(Written.bytes(this::write));
    }

    private void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        accounts.write(out);
        reservations.write(out);
    }

    /** Puts a checkpoint back. */
    public void restore(byte[] state) {
        Written.read(state, this::read);
    }

    private boolean read(DataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("reservations of version " + version + "; they were written by a newer version");
        }
        accounts.read(in);
        reservations.read(in, accounts::holds);
        reservations.forEachOpen(reservation ->
                reservation.holds().forEach(hold -> hold.account().holdAgain(hold.start(), reservation.nanoUsd())));
        return true;
    }
}
