// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do, or what was done, in one line. */
final class RunLine {
    private RunLine() {}

    /** The line for an alert and the run that answers it. */
    static String of(LiveAlert live, Optional<RunbookRun> run, PageLinks links) {
        boolean over = live.state() == AlertState.RESOLVED;
        if (over && run.filter(r -> r.actedAt() != null).isEmpty()) {
            return "Do: nothing, it is over.";
        }
        return run.map(r -> ofRun(live, r, links)).orElseGet(() -> withoutRun(live));
    }

    private static String withoutRun(LiveAlert live) {
        String runbook = live.alert().runbook();
        if (runbook != null) {
            return "Do: see runbook " + runbook + " (no run of it is proposed).";
        }
        return live.alert().escalationRequired() ? "Do: a human must look at this." : "Do: look at the evidence.";
    }

    private static String ofRun(LiveAlert live, RunbookRun run, PageLinks links) {
        String name = run.runbook();
        return switch (run.state()) {
            case PROPOSED -> "Do: runbook " + name + " (its dry run is under way).";
            case AWAITING_APPROVAL ->
                "Do: runbook " + name + " (dry run ok" + saving(live) + ") -> approve: " + links.run(run);
            case ACTING -> "Doing: runbook " + name + by(run) + ".";
            case VERIFYING -> verifying(run);
            case HELD -> "Done: runbook " + name + " helps" + saved(run) + until(run.revertsAt()) + ".";
            case REVERTED -> "Taken back: runbook " + name + saved(run) + ".";
            case LEFT -> "LOOK: runbook " + name + " is over, and nothing takes back what it did" + saved(run) + ".";
            case REFUSED -> "Not done: runbook " + name + ": " + last(run);
            case DENIED -> "Not done: runbook " + name + ", " + last(run) + ".";
            case IN_DOUBT ->
                "LOOK: nobody knows whether runbook " + name + " took effect on "
                        + run.target().label() + ".";
        };
    }

    private static String verifying(RunbookRun run) {
        RunbookRun.Verdict verdict = run.verified();
        String done = "Done: runbook " + run.runbook() + by(run) + "; ";
        return verdict == null || verdict == RunbookRun.Verdict.EFFECTIVE
                ? done + "being verified" + until(run.revertsAt()) + "."
                : done + verdict.name().toLowerCase(Locale.ROOT) + ", it is taken back.";
    }

    /** What happened on purpose, for the timeline of the service at the vendor; empty when nothing did. */
    static Optional<String> change(RunbookRun run) {
        String on = run.runbook() + " on " + run.target().label();
        if (run.state() == State.VERIFYING || run.state() == State.HELD) {
            return Optional.of("Runbook " + on + by(run) + ": " + run.effect());
        }
        return run.state() == State.REVERTED && run.actedAt() != null
                ? Optional.of("Runbook " + on + " taken back: " + run.effect())
                : Optional.empty();
    }

    private static String saving(LiveAlert live) {
        double usdPerHour = live.alert().usdPerHour();
        return usdPerHour > 0 ? ", saves up to " + NumberStyle.USD.text(usdPerHour) + "/h" : "";
    }

    private static String saved(RunbookRun run) {
        return run.savedUsd() > 0 ? ", saved " + NumberStyle.USD.text(run.savedUsd()) + " so far" : "";
    }

    private static String by(RunbookRun run) {
        return run.approvedBy() == null ? "" : ", approved by " + run.approvedBy();
    }

    private static String until(@Nullable Instant revertsAt) {
        return revertsAt == null ? "" : ", taken back at " + Values.CLOCK.format(revertsAt);
    }

    private static String last(RunbookRun run) {
        int entries = run.timeline().size();
        return entries == 0
                ? "no reason given"
                : run.timeline().get(entries - 1).text();
    }
}
