// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Opsgenie, or JSM Operations, would show it. Immutable: each request makes a new one.
 *
 * @param id the vendor's own id
 * @param alias the key by which clients find it
 * @param message the line people read first
 * @param priority {@code P1} to {@code P5}
 * @param open false once closed
 * @param acknowledged whether somebody or something took it
 * @param count create requests folded into it
 * @param notes notes so far, oldest first
 * @param createdAt time of processing, not of the request
 * @param closedAtOrNull time of closing
 */
public record OpsgenieAlert(
        String id,
        String alias,
        String message,
        String priority,
        boolean open,
        boolean acknowledged,
        int count,
        List<String> notes,
        Instant createdAt,
        @Nullable Instant closedAtOrNull) {

    /** Copies the notes. */
    public OpsgenieAlert {
        notes = List.copyOf(notes);
    }

    /** Empty while it is open. */
    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAtOrNull);
    }

    OpsgenieAlert createdAgain() {
        return new OpsgenieAlert(
                id, alias, message, priority, open, acknowledged, count + 1, notes, createdAt, closedAtOrNull);
    }

    OpsgenieAlert taken() {
        return new OpsgenieAlert(id, alias, message, priority, open, true, count, notes, createdAt, closedAtOrNull);
    }

    OpsgenieAlert closed(Instant at) {
        return new OpsgenieAlert(id, alias, message, priority, false, acknowledged, count, notes, createdAt, at);
    }

    OpsgenieAlert noted(String note) {
        List<String> all = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new OpsgenieAlert(
                id, alias, message, priority, open, acknowledged, count, all, createdAt, closedAtOrNull);
    }

    OpsgenieAlert renamed(String newMessage) {
        return new OpsgenieAlert(
                id, alias, newMessage, priority, open, acknowledged, count, notes, createdAt, closedAtOrNull);
    }

    OpsgenieAlert prioritised(String newPriority) {
        return new OpsgenieAlert(
                id, alias, message, newPriority, open, acknowledged, count, notes, createdAt, closedAtOrNull);
    }
}
