// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The log's rows. Appending is confined to the writer's transactions; reading is thread-safe. */
final class LogTable {
    /** Rows read, or removed, at one go: enough to be fast, few enough that no transaction lasts long. */
    private static final int SLICE = 128;

    private final PreparedStatement insert;

    LogTable(Connection writer) throws SQLException {
        insert = writer.prepareStatement("INSERT INTO log (seq, at_ms, kind, size, payload) VALUES (?, ?, ?, ?, ?)");
    }

    void append(List<LogRecord> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        insert.clearBatch();
        for (LogRecord entry : entries) {
            Payload payload = Payload.pack(entry.payload());
            insert.setLong(1, entry.seq());
            insert.setLong(2, entry.at().toEpochMilli());
            insert.setInt(3, entry.kind());
            insert.setInt(4, payload.size());
            insert.setBytes(5, payload.bytes());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    /** Position of the last row, 0 when there is none. */
    static long lastSeq(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(seq), 0) FROM log")
                .mapTo(Long.class)
                .one();
    }

    /** Reads in slices, so that a slow consumer does not keep the write-ahead log from being reused. */
    static void read(Handle handle, long afterSeq, Consumer<LogRecord> consumer) {
        List<Row> slice = slice(handle, afterSeq);
        while (!slice.isEmpty()) {
            slice.forEach(row -> consumer.accept(row.record()));
            long last = slice.get(slice.size() - 1).seq();
            slice = slice(handle, last);
            if (!slice.isEmpty() && slice.get(0).seq() != last + 1) {
                throw new StoreException("log entries after " + last + " were trimmed away while they were read");
            }
        }
    }

    private static List<Row> slice(Handle handle, long afterSeq) {
        return handle.createQuery(
                        "SELECT seq, at_ms, kind, size, payload FROM log WHERE seq > :after ORDER BY seq LIMIT :slice")
                .bind("after", afterSeq)
                .bind("slice", SLICE)
                .map((row, context) -> Row.of(row))
                .list();
    }

    /** Log time of the last row up to a position; empty when there is none. */
    static Optional<Instant> lastTime(Handle handle, long upToSeq) {
        return handle.createQuery("SELECT at_ms FROM log WHERE seq <= :upTo ORDER BY seq DESC LIMIT 1")
                .bind("upTo", upToSeq)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** Removes the first rows up to a position, one slice of them; answers how many. */
    static int trimSlice(Handle handle, long upToSeq) {
        return handle.createUpdate("DELETE FROM log WHERE seq <= :upTo AND seq < (SELECT min(seq) FROM log) + :slice")
                .bind("upTo", upToSeq)
                .bind("slice", SLICE)
                .execute();
    }

    /** One row; the payload is unpacked when it is handed over. */
    private record Row(long seq, long atMillis, byte kind, Payload payload) {
        static Row of(ResultSet row) throws SQLException {
            Payload payload = new Payload(row.getInt("size"), row.getBytes("payload"));
            return new Row(row.getLong("seq"), row.getLong("at_ms"), (byte) row.getInt("kind"), payload);
        }

        LogRecord record() {
            return new LogRecord(seq, Instant.ofEpochMilli(atMillis), kind, payload.unpack());
        }
    }
}
