// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A pause between two runs of a runbook on one target, counted from the last time the earlier run touched it. */
final class Cooldown implements Guard {
    @Override
    public Optional<String> refusal(Judged judged) {
        Duration pause = judged.runbook().descriptor().cooldown();
        return judged.ofSameRunbook()
                .filter(other -> other.target().equals(judged.run().target()))
                .filter(Judged::touched)
                .map(Judged::lastSeen)
                .filter(moment -> judged.within(pause, moment))
                .max(Comparator.naturalOrder())
                .map(moment -> sentence(judged, moment, pause));
    }

    private static String sentence(Judged judged, Instant moment, Duration pause) {
        return "cooldown: %s ran on %s %s, pause is %s"
                .formatted(
                        judged.runbook().name(),
                        judged.run().target().label(),
                        Spans.ago(moment, judged.now()),
                        Spans.words(pause));
    }
}
