// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident as PagerDuty would show it. Immutable: each event makes a new one.
 *
 * @param integration the last four characters of the routing key that opened it
 * @param dedupKey the key that later events must carry
 * @param state where it stands
 * @param summary the summary of the first trigger
 * @param severity {@code critical}, {@code error}, {@code warning} or {@code info}
 * @param source the affected system
 * @param triggers trigger events so far; repeated triggers append instead of opening another incident
 * @param customDetails custom details of the latest trigger as JSON text, empty when there were none
 * @param openedAt time of the first trigger
 * @param acknowledgedAtOrNull time of the first acknowledge event
 * @param resolvedAtOrNull time of the resolve event
 */
public record PagerDutyIncident(
        String integration,
        String dedupKey,
        State state,
        String summary,
        String severity,
        String source,
        int triggers,
        String customDetails,
        Instant openedAt,
        @Nullable Instant acknowledgedAtOrNull,
        @Nullable Instant resolvedAtOrNull) {

    /** The life of an incident. A resolved one is never opened again. */
    public enum State {
        TRIGGERED,
        ACKNOWLEDGED,
        RESOLVED
    }

    /** Empty until somebody or something acknowledged it. */
    public Optional<Instant> acknowledgedAt() {
        return Optional.ofNullable(acknowledgedAtOrNull);
    }

    /** Empty while it is open. */
    public Optional<Instant> resolvedAt() {
        return Optional.ofNullable(resolvedAtOrNull);
    }

    /** Whether events with its key still reach it. */
    public boolean isOpen() {
        return state != State.RESOLVED;
    }

    PagerDutyIncident triggeredAgain(String details) {
        return new PagerDutyIncident(
                integration,
                dedupKey,
                state,
                summary,
                severity,
                source,
                triggers + 1,
                details,
                openedAt,
                acknowledgedAtOrNull,
                resolvedAtOrNull);
    }

    PagerDutyIncident acknowledged(Instant at) {
        Instant first = acknowledgedAtOrNull == null ? at : acknowledgedAtOrNull;
        return new PagerDutyIncident(
                integration,
                dedupKey,
                State.ACKNOWLEDGED,
                summary,
                severity,
                source,
                triggers,
                customDetails,
                openedAt,
                first,
                resolvedAtOrNull);
    }

    PagerDutyIncident resolved(Instant at) {
        return new PagerDutyIncident(
                integration,
                dedupKey,
                State.RESOLVED,
                summary,
                severity,
                source,
                triggers,
                customDetails,
                openedAt,
                acknowledgedAtOrNull,
                at);
    }
}
