// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.response.RunbookRun;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An automation that does not help stops itself. It opens after two consecutive runs of the runbook that were not judged
 * effective, in 24 hours.
 *
 * <p>A human closes it by releasing the failed runs: a run whose timeline has an entry of kind {@value #RELEASED} counts no
 * more. Runs that are not judged yet say nothing either way.
 */
final class Breaker implements Guard {
    /** Kind of the timeline entry by which a human says that a failed run shall count no more. */
    static final String RELEASED = "released";

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int CONSECUTIVE = 2;

    @Override
    public Optional<String> refusal(Judged judged) {
        List<RunbookRun> last = judged.ofSameRunbook()
                .filter(Breaker::isJudged)
                .filter(other -> judged.within(WINDOW, Judged.actedAt(other)))
                .filter(other -> !released(other))
                .sorted(Comparator.comparing(Judged::actedAt)
                        .thenComparing(RunbookRun::id)
                        .reversed())
                .limit(CONSECUTIVE)
                .toList();
        boolean open = last.size() == CONSECUTIVE && last.stream().noneMatch(Breaker::helped);
        return open
                ? Optional.of("breaker: the last %d runs of %s did not help, it stays off until somebody releases it"
                        .formatted(CONSECUTIVE, judged.runbook().name()))
                : Optional.empty();
    }

    private static boolean isJudged(RunbookRun run) {
        return Judged.touched(run) && (run.verified() != null || run.state().ended());
    }

    private static boolean helped(RunbookRun run) {
        return run.verified() == RunbookRun.Verdict.EFFECTIVE && run.state() != RunbookRun.State.IN_DOUBT;
    }

    static boolean released(RunbookRun run) {
        return run.timeline().stream().anyMatch(entry -> entry.kind().equals(RELEASED));
    }
}
