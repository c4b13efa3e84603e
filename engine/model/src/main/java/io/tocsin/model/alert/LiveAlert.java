// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One episode of an alert, from the moment it is stated until it resolves.
 *
 * @param id fingerprint and start, unique for ever: the dedup key that vendors see
 * @param alert what the rule stated last
 * @param state where it is in its life
 * @param startsAt log time of the first statement
 * @param firedAt log time it began to fire; null while pending
 * @param acknowledgedBy who took it; null when nobody has
 * @param resolvedAt log time it resolved; null before
 * @param changes what was changed in the hour before it started, newest first
 * @param past alerts like it that are over and how they ended, those of the same scope first, then the newest first
 * @param timeline its history, oldest first
 */
public record LiveAlert(
        String id,
        Alert alert,
        AlertState state,
        Instant startsAt,
        @Nullable Instant firedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant resolvedAt,
        List<String> changes,
        List<String> past,
        List<TimelineEntry> timeline) {

    /** Copies the lists; what was written down before there was a past has none. */
    public LiveAlert {
        changes = List.copyOf(changes);
        past = past == null ? List.of() : List.copyOf(past);
        timeline = List.copyOf(timeline);
    }

    /** One of which no past is known. */
    public LiveAlert(
            String id,
            Alert alert,
            AlertState state,
            Instant startsAt,
            @Nullable Instant firedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant resolvedAt,
            List<String> changes,
            List<TimelineEntry> timeline) {
        this(id, alert, state, startsAt, firedAt, acknowledgedBy, resolvedAt, changes, List.of(), timeline);
    }
}
