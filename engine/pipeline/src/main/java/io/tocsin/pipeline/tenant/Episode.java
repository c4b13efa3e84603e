// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.decision.Decision.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One episode of an alert while the engine keeps its life. Not thread-safe. */
final class Episode {
    private static final int MAX_TIMELINE = 200;

    final String id;
    final Instant startsAt;
    final List<String> changes;
    final List<String> past;
    final List<TimelineEntry> timeline;
    final TreeSet<String> told = new TreeSet<>();

    /** What a vendor calls the page it took first, by receiver. */
    final TreeMap<String, String> references = new TreeMap<>();

    private final Collection<Episode> moved;
    private Alert alert;
    AlertState state = AlertState.FIRING;

    @Nullable String acknowledgedBy;

    /** Who said that it is over although the rules may state it still. */
    @Nullable String closedBy;

    @Nullable Instant resolvedAt;

    @Nullable Instant overAt;

    @Nullable Instant pageDueAt;

    @Nullable Instant toldAt;

    /** The loudest channel on which people were told; null before that. */
    @Nullable Channel toldOn;

    String hold = "";
    long occurrences = 1;

    /** A new episode; whenever people would see a difference it puts itself into the collection. */
    Episode(String id, Alert alert, Instant at, Before before, Collection<Episode> moved) {
        this(id, alert, at, before, new ArrayList<>(), moved);
    }

    /**
     * What was known when it began.
     *
     * @param changes what was changed in the hour before, newest first
     * @param past alerts like it that are over
     */
    record Before(List<String> changes, List<String> past) {}

    private Episode(
            String id,
            Alert alert,
            Instant startsAt,
            Before before,
            List<TimelineEntry> timeline,
            Collection<Episode> moved) {
        this.id = id;
        this.alert = alert;
        this.startsAt = startsAt;
        this.changes = before.changes;
        this.past = before.past;
        this.timeline = timeline;
        this.moved = moved;
        moved.add(this);
    }

    Alert alert() {
        return alert;
    }

    /** The rules state it again. */
    void stated(Alert again) {
        alert = again;
        occurrences++;
        moved.add(this);
    }

    /** It is no longer what somebody took. */
    void untaken() {
        state = AlertState.FIRING;
        acknowledgedBy = null;
    }

    boolean open() {
        return state.open();
    }

    void note(Instant at, String kind, String text) {
        moved.add(this);
        if (timeline.size() < MAX_TIMELINE) {
            timeline.add(new TimelineEntry(at, kind, text));
        }
    }

    LiveAlert live() {
        return new LiveAlert(id, alert, state, startsAt, startsAt, acknowledgedBy, resolvedAt, changes, past, timeline);
    }

    Written written() {
        return new Written(
                id,
                startsAt,
                changes,
                past,
                timeline,
                List.copyOf(told),
                references,
                alert,
                state,
                acknowledgedBy,
                closedBy,
                resolvedAt,
                overAt,
                pageDueAt,
                toldAt,
                toldOn,
                hold,
                occurrences);
    }

    static Episode of(Written written, Collection<Episode> moved) {
        Episode episode = new Episode(
                written.id,
                written.alert,
                written.startsAt,
                new Before(List.copyOf(written.changes), written.past == null ? List.of() : List.copyOf(written.past)),
                new ArrayList<>(written.timeline),
                moved);
        episode.told.addAll(written.told);
        episode.references.putAll(written.references);
        episode.state = written.state;
        episode.acknowledgedBy = written.acknowledgedBy;
        episode.closedBy = written.closedBy;
        episode.resolvedAt = written.resolvedAt;
        episode.overAt = written.overAt;
        episode.pageDueAt = written.pageDueAt;
        episode.toldAt = written.toldAt;
        episode.toldOn = written.toldOn == null ? toldOn(written) : written.toldOn;
        episode.hold = written.hold;
        episode.occurrences = written.occurrences;
        return episode;
    }

    /** The channel that an earlier version told on without writing it down: it told once, as loudly as the alert was. */
    private static @Nullable Channel toldOn(Written written) {
        if (written.told.isEmpty()) {
            return null;
        }
        boolean loud = written.alert.severity() == Severity.CRITICAL || written.alert.escalationRequired();
        return loud ? Channel.PAGE : Channel.CHAT;
    }

    /** An episode as a checkpoint holds it; {@code past} and {@code toldOn} are null in those of earlier versions. */
    record Written(
            String id,
            Instant startsAt,
            List<String> changes,
            @Nullable List<String> past,
            List<TimelineEntry> timeline,
            List<String> told,
            Map<String, String> references,
            Alert alert,
            AlertState state,
            @Nullable String acknowledgedBy,
            @Nullable String closedBy,
            @Nullable Instant resolvedAt,
            @Nullable Instant overAt,
            @Nullable Instant pageDueAt,
            @Nullable Instant toldAt,
            @Nullable Channel toldOn,
            String hold,
            long occurrences) {}
}
