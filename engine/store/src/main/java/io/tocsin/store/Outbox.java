// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.OutboxItem;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The outbox's rows: effects on the outside world, settled or not. */
final class Outbox {
    private Outbox() {}

    /** Puts intents; known ids stay as they are. */
    static void put(Handle handle, List<OutboxItem> intents) {
        if (intents.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO outbox (id, kind, body, at_ms)"
                + " VALUES (:id, :kind, :body, :at) ON CONFLICT (id) DO NOTHING");
        for (OutboxItem intent : intents) {
            batch.bind("id", intent.id())
                    .bind("kind", intent.kind())
                    .bind("body", intent.body())
                    .bind("at", intent.at().toEpochMilli())
                    .add();
        }
        batch.execute();
    }

    static void settle(Handle handle, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("UPDATE outbox SET settled = 1 WHERE id = :id");
        ids.forEach(id -> batch.bind("id", id).add());
        batch.execute();
    }

    /** Oldest first; of one time, in the order they were put. */
    static List<OutboxItem> unsettled(Handle handle) {
        return handle.createQuery("SELECT id, kind, body, at_ms FROM outbox WHERE settled = 0 ORDER BY at_ms, n")
                .map((row, context) -> new OutboxItem(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("body"),
                        Instant.ofEpochMilli(row.getLong("at_ms"))))
                .list();
    }

    /** Removes settled effects decided before a time. */
    static void trim(Handle handle, Instant before) {
        handle.createUpdate("DELETE FROM outbox WHERE settled = 1 AND at_ms < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
