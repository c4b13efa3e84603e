// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.signal.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was changed on purpose in the last day: the first place to look when numbers move. Not thread-safe. */
final class RecentChanges {
    private static final Duration LOOK_BACK = Duration.ofHours(1);
    private static final Duration KEEP = Duration.ofDays(1);
    private static final int MAX_KEPT = 500;
    private static final int MAX_NAMED = 3;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private final List<Noted> changes;

    RecentChanges(List<Noted> changes) {
        this.changes = new ArrayList<>(changes);
    }

    void add(Change change) {
        changes.add(new Noted(
                change.at(), change.subject(), change.who().team(), change.who().feature(), change.summary()));
        if (changes.size() > MAX_KEPT) {
            changes.remove(0);
        }
    }

    /** Changes of the hour before an alert, those that name its scope first, then the newest first. */
    List<String> before(Alert alert, Instant at) {
        return changes.stream()
                .filter(change -> !change.at.isAfter(at) && change.at.isAfter(at.minus(LOOK_BACK)))
                .sorted(Comparator.comparing((Noted change) -> !change.names(alert))
                        .thenComparing(Noted::at, Comparator.reverseOrder())
                        .thenComparing(Noted::summary))
                .limit(MAX_NAMED)
                .map(change -> CLOCK.format(change.at) + " " + change.summary)
                .toList();
    }

    void forget(Instant at) {
        changes.removeIf(change -> change.at.isBefore(at.minus(KEEP)));
    }

    List<Noted> written() {
        return List.copyOf(changes);
    }

    /** One change as it is remembered. */
    record Noted(
            Instant at,
            String subject,
            @Nullable String team,
            @Nullable String feature,
            String summary) {
        private boolean names(Alert alert) {
            String id = alert.scope().id();
            return id.equals(team) || id.equals(feature) || id.equals(subject);
        }
    }
}
