// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.log.AdmissionCodec;
import io.tocsin.pipeline.log.RollupCodec;
import io.tocsin.pipeline.threshold.Budget;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The accounts of one tenant: those that were asked of, or of which spend was reported. Not thread-safe. */
final class Accounts {
    private final Scope tenant;
    private final Function<Scope, List<Budget>> budgets;
    private final Map<Scope, List<Account>> byScope = new HashMap<>();

    Accounts(String tenant, Function<Scope, List<Budget>> budgets) {
        this.tenant = Scope.tenant(tenant);
        this.budgets = budgets;
    }

    /** Every account that money of a payer is taken from, in its period at a time. */
    List<Account> of(Ask.Payer payer, Instant at) {
        List<Account> accounts = of(payer);
        accounts.forEach(account -> account.turn(at));
        return accounts;
    }

    private List<Account> of(Ask.Payer payer) {
        List<Account> accounts = new ArrayList<>(of(tenant));
        add(accounts, ScopeKind.TEAM, payer.team());
        add(accounts, ScopeKind.FEATURE, payer.feature());
        add(accounts, ScopeKind.USER, payer.user());
        return accounts;
    }

    private void add(List<Account> accounts, ScopeKind kind, @Nullable String id) {
        if (id != null) {
            accounts.addAll(of(new Scope(kind, tenant.id(), id)));
        }
    }

    private List<Account> of(Scope scope) {
        List<Account> known = byScope.get(scope);
        if (known == null) {
            known = budgets.apply(scope).stream().map(Account::new).toList();
            if (!known.isEmpty()) {
                byScope.put(scope, known);
            }
        }
        return known;
    }

    /** A reservation beside the accounts as they are now: those it held may have been forgotten since. */
    Reservation resumed(Reservation old) {
        return new Reservation(
                old.id(), old.payer(), old.nanoUsd(), old.madeAt(), old.expiresAt(), holds(old.payer(), old.madeAt()));
    }

    /** What a reservation that was made at a time holds. */
    List<Reservation.Hold> holds(Ask.Payer payer, Instant madeAt) {
        return of(payer, madeAt).stream()
                .map(account -> new Reservation.Hold(
                        account,
                        account.budget().spanAt(madeAt.getEpochSecond()).start()))
                .toList();
    }

    void turn(Reservation reservation, Instant at) {
        reservation.holds().forEach(hold -> hold.account().turn(at));
    }

    void reported(Spent spent, Instant at) {
        for (Account account : of(spent.scope())) {
            if (account.budget().period() == spent.period()) {
                account.turn(at);
                account.reported(spent);
            }
        }
    }

    /** Of those of which something is known; of others it does not matter whether they were asked of, or when. */
    Map<Scope, Double> usedRatios(Instant at) {
        Map<Scope, Double> ratios = new TreeMap<>();
        byScope.forEach((scope, accounts) -> {
            if (scope.kind() != ScopeKind.USER) {
                accounts.forEach(account -> account.turn(at));
                if (!accounts.stream().allMatch(Account::isEmpty)) {
                    ratios.put(
                            scope,
                            accounts.stream()
                                    .mapToDouble(Account::usedRatio)
                                    .max()
                                    .orElse(Double.NaN));
                }
            }
        });
        return ratios;
    }

    /** Forgets accounts of which nothing is known in their present period; answers whether there were any. */
    boolean forget(Instant at) {
        byScope.values().forEach(accounts -> accounts.forEach(account -> account.turn(at)));
        return byScope.values().removeIf(accounts -> accounts.stream().allMatch(Account::isEmpty));
    }

    void write(DataOutput out) throws IOException {
        Map<Scope, List<Account>> sorted = new TreeMap<>(byScope);
        out.writeInt(sorted.values().stream().mapToInt(List::size).sum());
        for (Map.Entry<Scope, List<Account>> accounts : sorted.entrySet()) {
            for (Account account : accounts.getValue()) {
                RollupCodec.scope(out, accounts.getKey());
                out.writeByte(account.budget().period().ordinal());
                account.write(out);
            }
        }
    }

    /** Reads accounts back; that of a budget that is gone is read and dropped. */
    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Scope scope = RollupCodec.scope(in);
            Budget.Period period = AdmissionCodec.period(in);
            Account account = of(scope).stream()
                    .filter(known -> known.budget().period() == period)
                    .findFirst()
                    .orElseGet(() -> new Account(new Budget(scope, period, 1, ZoneOffset.UTC)));
            account.read(in);
        }
    }
}
