// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertId;
import io.tocsin.model.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The episodes of one tenant: those that are open, by what they are about, and those that were resolved within a day.
 * Shows on the board whatever people would see differently. Confined to the tenant's fold.
 */
final class Episodes {
    private static final Duration KEEP = Duration.ofHours(24);

    private final AlertBoard board;
    private final Duration repeatInterval;
    private final TreeMap<String, Episode> open = new TreeMap<>();
    private final TreeMap<String, Episode> byId = new TreeMap<>();
    private final PastEpisodes past = new PastEpisodes();
    private final Set<Episode> moved = new LinkedHashSet<>();

    /**
     * None yet.
     *
     * @param repeatInterval how long what a human closed is left alone
     */
    Episodes(AlertBoard board, Duration repeatInterval) {
        this.board = board;
        this.repeatInterval = repeatInterval;
    }

    /** A new open episode. */
    Episode begin(Alert alert, Instant at, List<String> changes) {
        Episode.Before before = new Episode.Before(changes, past.like(alert));
        Episode episode = new Episode(idOf(alert, at), alert, at, before, moved);
        put(episode);
        return episode;
    }

    private String idOf(Alert alert, Instant at) {
        int before = 0;
        while (byId.containsKey(AlertId.of(alert.fingerprint(), at, before))) {
            before++;
        }
        return AlertId.of(alert.fingerprint(), at, before);
    }

    private void put(Episode episode) {
        byId.put(episode.id, episode);
        if (episode.open()) {
            open.put(episode.alert().fingerprint(), episode);
        }
    }

    /** The open episode of an alert, or null. */
    @Nullable Episode openOn(Alert alert) {
        return open.get(alert.fingerprint());
    }

    /**
     * Whether a human closed an alert that may go on all the same: it is then left alone for as long as one that nobody
     * took, unless it has become worse than what was closed.
     */
    boolean isClosedByHand(Alert alert, Instant at) {
        String prefix = AlertId.episodesOf(alert.fingerprint());
        return byId.tailMap(prefix).values().stream()
                .takeWhile(episode -> episode.id.startsWith(prefix))
                .max(Comparator.comparing(episode -> episode.startsAt))
                .filter(last -> last.closedBy != null)
                .filter(last -> alert.severity().compareTo(last.alert().severity()) <= 0)
                .map(last -> last.resolvedAt)
                .filter(closedAt -> at.isBefore(closedAt.plus(repeatInterval)))
                .isPresent();
    }

    /**
     * Whether a one-off is only shown while one is open that people were told of: it does not keep that one open, so that the next
     * loud one is told again.
     */
    boolean isOnlyShown(Alert alert) {
        Episode episode = openOn(alert);
        return alert.severity() == Severity.INFO && episode != null && episode.toldOn != null;
    }

    /** The episode with this id, or null. */
    @Nullable Episode find(String id) {
        return byId.get(id);
    }

    /** A copy of the open ones. */
    List<Episode> open() {
        return new ArrayList<>(open.values());
    }

    /** Those that are kept, open or over. */
    Collection<Episode> all() {
        return byId.values();
    }

    int openCount() {
        return open.size();
    }

    /** An episode is over; it is kept for a day, and how it ended longer. */
    void end(Episode episode, Instant at) {
        open.remove(episode.alert().fingerprint());
        past.add(episode, at);
    }

    /** Forgets what was over a day ago. */
    void forget(Instant at) {
        past.forget(at);
        byId.values().removeIf(episode -> {
            boolean over = episode.resolvedAt != null && episode.resolvedAt.isBefore(at.minus(KEEP));
            if (over) {
                board.forget(episode.id);
            }
            return over;
        });
    }

    /** Shows what has moved since the last call. */
    void show() {
        if (!moved.isEmpty()) {
            moved.forEach(episode -> board.show(episode.live()));
            moved.clear();
        }
    }

    List<Episode.Written> written() {
        return byId.values().stream().map(Episode::written).toList();
    }

    List<PastEpisodes.Ended> past() {
        return past.written();
    }

    void restore(List<Episode.Written> written, @Nullable List<PastEpisodes.Ended> ended) {
        past.restore(ended);
        written.forEach(one -> put(Episode.of(one, moved)));
    }
}
