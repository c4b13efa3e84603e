// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.Commit.Checkpoint;
import io.tocsin.pipeline.store.Commit.Piece;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The checkpoint's rows. Writing is confined to the writer's transactions; reading is thread-safe. */
final class CheckpointTable {
    private final PreparedStatement put;
    private final PreparedStatement remove;
    private final PreparedStatement move;

    CheckpointTable(Connection writer) throws SQLException {
        put = writer.prepareStatement("INSERT INTO piece (key, state) VALUES (?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET state = excluded.state");
        remove = writer.prepareStatement("DELETE FROM piece WHERE key = ?");
        move = writer.prepareStatement("UPDATE checkpoint SET seq = ?");
    }

    void apply(Checkpoint checkpoint) throws SQLException {
        for (Piece piece : checkpoint.changed()) {
            if (piece.state().length == 0) {
                remove.setString(1, piece.key());
                remove.executeUpdate();
            } else {
                put.setString(1, piece.key());
                put.setBytes(2, piece.state());
                put.executeUpdate();
            }
        }
        move.setLong(1, checkpoint.seq());
        move.executeUpdate();
    }

    static long seq(Handle handle) {
        return handle.createQuery("SELECT seq FROM checkpoint")
                .mapTo(Long.class)
                .one();
    }

    static void read(Handle handle, Consumer<Piece> consumer) {
        handle.createQuery("SELECT key, state FROM piece")
                .map((row, context) -> new Piece(row.getString("key"), row.getBytes("state")))
                .forEach(consumer);
    }
}
