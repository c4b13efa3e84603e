// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.response.RunbookRun;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same trouble again and again is not mended by the same action: after three runs for one alert fingerprint in 60
 * minutes, any runbook, a human must look. Runs that a human released count no more; see {@link Breaker}.
 */
final class FingerprintBreaker implements Guard {
    private static final Duration WINDOW = Duration.ofMinutes(60);
    private static final int MAX_RUNS = 3;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");

    @Override
    public Optional<String> refusal(Judged judged) {
        String fingerprint = fingerprint(judged.run());
        long runs = judged.others().stream()
                .filter(other -> fingerprint(other).equals(fingerprint))
                .filter(Judged::touched)
                .filter(other -> judged.within(WINDOW, Judged.actedAt(other)))
                .filter(other -> !Breaker.released(other))
                .count();
        return runs < MAX_RUNS
                ? Optional.empty()
                : Optional.of(
                        "breaker: %d runs answered alert %s in the last 60 min, it stays off until somebody releases it"
                                .formatted(runs, fingerprint));
    }

    /** The fingerprint inside an alert id, which is a fingerprint and a start; the whole id when there is none. */
    private static String fingerprint(RunbookRun run) {
        Matcher matcher = FINGERPRINT.matcher(run.alertId());
        return matcher.find() ? matcher.group() : run.alertId();
    }
}
