// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How alerts of the last 30 days ended, longer than their episodes are kept: a short line each. Not thread-safe. */
final class PastEpisodes {
    private static final Duration KEEP = Duration.ofDays(30);
    private static final int MAX_KEPT = 1_000;
    private static final int MAX_NAMED = 3;
    private static final String RUN = "run-";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final ArrayDeque<Ended> ended = new ArrayDeque<>();

    /** An episode is over. */
    void add(Episode episode, Instant at) {
        Alert alert = episode.alert();
        if (ended.size() >= MAX_KEPT) {
            ended.removeFirst();
        }
        ended.addLast(new Ended(
                alert.fingerprint(), alert.rule(), alert.scope().label(), episode.startsAt, at, how(episode)));
    }

    /** Who or what ended it: a human's word, the last step of its automation, or the rule alone. */
    private static String how(Episode episode) {
        String hand = episode.closedBy != null
                ? "closed by " + episode.closedBy
                : episode.acknowledgedBy != null ? "taken by " + episode.acknowledgedBy : "";
        String run = episode.timeline.stream()
                .filter(entry -> entry.kind().startsWith(RUN))
                .reduce((first, second) -> second)
                .map(TimelineEntry::text)
                .orElse("");
        String how = hand.isEmpty() || run.isEmpty() ? hand + run : hand + "; " + run;
        return how.isEmpty() ? "over by itself" : how;
    }

    /** Past alerts of the same rule: those of the same scope first, then the newest first. */
    List<String> like(Alert alert) {
        String fingerprint = alert.fingerprint();
        return ended.stream()
                .filter(past -> past.rule.equals(alert.rule()))
                .sorted(Comparator.comparing((Ended past) -> !past.fingerprint.equals(fingerprint))
                        .thenComparing(Ended::endedAt, Comparator.reverseOrder())
                        .thenComparing(Ended::scope))
                .limit(MAX_NAMED)
                .map(past -> past.words(past.fingerprint.equals(fingerprint)))
                .toList();
    }

    void forget(Instant at) {
        ended.removeIf(past -> past.endedAt.isBefore(at.minus(KEEP)));
    }

    List<Ended> written() {
        return List.copyOf(ended);
    }

    void restore(@Nullable List<Ended> written) {
        if (written != null) {
            ended.addAll(written);
        }
    }

    /** How one alert ended. */
    record Ended(String fingerprint, String rule, String scope, Instant startsAt, Instant endedAt, String how) {
        private String words(boolean same) {
            long minutes = Duration.between(startsAt, endedAt).toMinutes();
            return CLOCK.format(startsAt) + (same ? "" : " " + scope) + ", " + minutes + " min: " + how;
        }
    }
}
