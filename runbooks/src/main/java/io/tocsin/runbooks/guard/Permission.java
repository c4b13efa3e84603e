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
        return waits(judged) ? Optional.empty() : toAct(judged.runbook(), judged.run());
    }

    /** Whether the run is still on its way to a human, so that the missing approval is no reason to end it. */
    private static boolean waits(Judged judged) {
        RunbookRun run = judged.run();
        boolean early = run.state() == RunbookRun.State.PROPOSED || run.state() == RunbookRun.State.AWAITING_APPROVAL;
        return early && run.approvedBy() == null && judged.runbook().autonomy() == Autonomy.APPROVE;
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
}
