// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.runbooks.book.Runbook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A run before its judges, with everything they may look at.
 *
 * @param run the run to judge
 * @param runbook its runbook
 * @param others every other run of the last 24 hours, any runbook; the run itself is left out
 * @param now log time
 * @param stopped whether the kill switch is on
 */
public record Judged(RunbookRun run, Runbook runbook, List<RunbookRun> others, Instant now, boolean stopped) {

    /** Copies the list. */
    public Judged {
        others = List.copyOf(others);
    }

    /** The judgement of a run among others, which may include the run itself. */
    public static Judged of(
            RunbookRun run, Runbook runbook, Collection<RunbookRun> others, Instant now, boolean stopped) {
        List<RunbookRun> rest =
                others.stream().filter(o -> !o.id().equals(run.id())).toList();
        return new Judged(run, runbook, rest, now, stopped);
    }

    /** The other runs of the same runbook. */
    Stream<RunbookRun> ofSameRunbook() {
        return others.stream().filter(o -> o.runbook().equals(run.runbook()));
    }

    /** Whether a run acted, or may have. */
    static boolean touched(RunbookRun run) {
        return run.actedAt() != null
                || run.state() == RunbookRun.State.ACTING
                || run.state() == RunbookRun.State.IN_DOUBT;
    }

    /** Whether the effect of a run may be in force. */
    static boolean holds(RunbookRun run) {
        return touched(run) && (!run.state().ended() || run.state() == RunbookRun.State.IN_DOUBT);
    }

    /** When a run touched its target first; its last known moment when nobody wrote that down. */
    static Instant actedAt(RunbookRun run) {
        return Objects.requireNonNullElseGet(run.actedAt(), () -> lastSeen(run));
    }

    /**
     * The last moment anything happened to a run, apart from its release by a human; the end of time when nobody knows,
     * so that it counts as recent.
     */
    static Instant lastSeen(RunbookRun run) {
        return run.timeline().stream()
                .filter(entry -> !entry.kind().equals(Breaker.RELEASED))
                .map(TimelineEntry::at)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> Objects.requireNonNullElse(run.actedAt(), Instant.MAX));
    }

    /** Whether a moment lies in a span that ends now, or later than now. */
    boolean within(Duration span, Instant moment) {
        return moment.isAfter(now.minus(span));
    }
}
