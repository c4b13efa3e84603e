// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.runbooks.book.Autonomy;
import io.tocsin.runbooks.book.Runbook;
import java.util.Optional;

/**
 * How far a runbook may go without a human: {@code shadow} and {@code suggest} never act, {@code approve} acts once
 * somebody with a name has approved, {@code auto} acts by itself.
 */
final class Permission implements Guard {
    @Override
    public Optional<String> refusal(Judged judged) {
        boolean proposing = judged.run().state() == RunbookRun.State.PROPOSED;
        return toAct(judged.runbook(), judged.run()).filter(r -> !(proposing && awaits(judged)));
    }

    /** Why the run may not act now; empty when it may. */
    static Optional<String> toAct(Runbook runbook, RunbookRun run) {
        Autonomy autonomy = runbook.autonomy();
        if (autonomy.compareTo(Autonomy.APPROVE) < 0) {
            return Optional.of("autonomy: %s is set to %s and never acts".formatted(runbook.name(), autonomy.word()));
        }
        String approver = run.approvedBy();
        if (approver == null) {
            return autonomy == Autonomy.AUTO
                    ? Optional.empty()
                    : Optional.of("approval: %s is set to approve and nobody has approved run %s"
                            .formatted(runbook.name(), run.id()));
        }
        return approver.isBlank()
                ? Optional.of("approval: run " + run.id() + " was approved by nobody with a name")
                : Optional.empty();
    }

    private static boolean awaits(Judged judged) {
        return judged.runbook().autonomy() == Autonomy.APPROVE && judged.run().approvedBy() == null;
    }
}
