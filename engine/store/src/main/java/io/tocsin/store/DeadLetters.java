// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.Commit.DeadLetter;
import io.tocsin.pipeline.store.Store;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of bodies nobody understood. */
final class DeadLetters {
    private DeadLetters() {}

    /** Keeps letters; known ids stay as they are. */
    static void put(Handle handle, List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO dead_letter (id, source, at_ms, reason, body)"
                + " VALUES (:id, :source, :at, :reason, :body) ON CONFLICT (id) DO NOTHING");
        for (DeadLetter letter : letters) {
            batch.bind("id", letter.id())
                    .bind("source", letter.source())
                    .bind("at", letter.atMillis())
                    .bind("reason", letter.reason())
                    .bind("body", letter.body())
                    .add();
        }
        batch.execute();
    }

    static List<DeadLetter> newest(Handle handle, int max) {
        return handle.createQuery(
                        "SELECT id, source, at_ms, reason, body FROM dead_letter ORDER BY at_ms DESC, n DESC LIMIT :max")
                .bind("max", max)
                .map((row, context) -> new DeadLetter(
                        row.getString("id"),
                        row.getString("source"),
                        row.getLong("at_ms"),
                        row.getString("reason"),
                        row.getBytes("body")))
                .list();
    }

    /** Removes letters that are old at a time, and the oldest of those beyond the most that are kept. */
    static void trim(Handle handle, Instant at) {
        handle.createUpdate("DELETE FROM dead_letter WHERE at_ms < :oldest OR n IN"
                        + " (SELECT n FROM dead_letter ORDER BY at_ms DESC, n DESC LIMIT -1 OFFSET :most)")
                .bind("oldest", at.minus(Store.DEAD_LETTERS_KEPT).toEpochMilli())
                .bind("most", Store.MAX_DEAD_LETTERS)
                .execute();
    }
}
