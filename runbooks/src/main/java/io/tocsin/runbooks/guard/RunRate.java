// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import java.time.Duration;
import java.util.Optional;

/** A runbook acts at most so often in an hour, all targets together. */
final class RunRate implements Guard {
    private static final Duration WINDOW = Duration.ofHours(1);

    @Override
    public Optional<String> refusal(Judged judged) {
        int max = judged.runbook().descriptor().maxRunsPerHour();
        long runs = judged.ofSameRunbook()
                .filter(Judged::touched)
                .filter(other -> judged.within(WINDOW, Judged.actedAt(other)))
                .count();
        return runs < max
                ? Optional.empty()
                : Optional.of("rate: %s ran %d times in the last 60 min, at most %d are allowed"
                        .formatted(judged.runbook().name(), runs, max));
    }
}
