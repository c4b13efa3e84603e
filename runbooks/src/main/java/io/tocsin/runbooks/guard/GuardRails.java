// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.scope.Scope;
import io.tocsin.runbooks.book.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every guard rail, in the order people read the refusals. Pure and thread-safe. */
public final class GuardRails {
    private static final List<TargetGuard> ON_TARGET =
            List.of(new NamedTarget(), new TargetKind(), new ProtectedTarget());
    private static final List<Guard> ON_HISTORY = List.of(
            new TargetLock(),
            new Cooldown(),
            new TargetCap(),
            new RunRate(),
            new Breaker(),
            new FingerprintBreaker(),
            new Permission(),
            new DryRunPassed());
    private static final List<Guard> ALL = Stream.of(List.of(new KillSwitch()), ON_TARGET, ON_HISTORY)
            .<Guard>flatMap(List::stream)
            .toList();

    private GuardRails() {}

    /** Why the run may not go on now, one sentence each; empty when nothing stands against it. */
    public static List<String> refusals(Judged judged) {
        return ALL.stream().flatMap(guard -> guard.refusal(judged).stream()).toList();
    }

    /** Why a runbook may not act on a target, whatever else is going on; empty when it may. */
    public static Optional<String> refusal(Runbook runbook, Scope target) {
        return ON_TARGET.stream()
                .flatMap(guard -> guard.refusal(runbook, target).stream())
                .findFirst();
    }

    /** Why a run may not act for want of permission; empty when it may. */
    public static Optional<String> refusalToAct(Runbook runbook, RunbookRun run) {
        return Permission.toAct(runbook, run);
    }
}
