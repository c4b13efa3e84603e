// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.response.RunbookRun;
import java.util.Optional;

/** A runbook holds at most so many targets at once. */
final class TargetCap implements Guard {
    @Override
    public Optional<String> refusal(Judged judged) {
        int max = judged.runbook().descriptor().maxTargets();
        long held = judged.ofSameRunbook()
                .filter(Judged::holds)
                .map(RunbookRun::target)
                .filter(target -> !target.equals(judged.run().target()))
                .distinct()
                .count();
        return held < max
                ? Optional.empty()
                : Optional.of("targets: %s holds %d targets, at most %d are allowed"
                        .formatted(judged.runbook().name(), held, max));
    }
}
