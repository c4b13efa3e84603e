// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.store.StoreException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of one node: one SQLite file in a directory that belongs to one process at a time.
 *
 * <p>A commit is one transaction, flushed to the disk before {@link #commit} returns. One connection writes, turn by turn;
 * readings use connections of their own and see what is committed. After a failed commit the store can be used again at
 * once. Thread-safe; every method blocks on the disk except {@link #lastSeq} and {@link #checkpointSeq}.
 */
public final class SqliteStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
    private static final String FILE = "tocsin.db";
    private static final long MIN_BYTES = 1L << 20;

    private final Path file;
    private final DirectoryLock lock;
    private final Writer writer;
    private final Jdbi readers;
    private final LogTable log;
    private final CheckpointTable checkpoints;
    private volatile long lastSeq;
    private volatile long checkpointSeq;
    private volatile boolean closed;

    private SqliteStore(Path file, DirectoryLock lock, Jdbi readers, Writer writer) throws SQLException {
        this.file = file;
        this.lock = lock;
        this.readers = readers;
        this.writer = writer;
        this.log = new LogTable(writer.connection());
        this.checkpoints = new CheckpointTable(writer.connection());
        this.checkpointSeq = read("read the checkpoint", CheckpointTable::seq);
        this.lastSeq = Math.max(read("read the log", LogTable::lastSeq), checkpointSeq);
    }

    /**
     * Opens the store in a directory; makes both when they are not there.
     *
     * @throws StoreException if another process uses the directory, the file is damaged, or a newer version of this
     *     program wrote it
     */
    public static SqliteStore open(Path dataDir) {
        return open(dataDir, Long.MAX_VALUE);
    }

    /**
     * Opens the store in a directory, with a bound on the size of its file.
     *
     * @param maxBytes largest size of the file in bytes, at least 1 MiB; a commit that needs more fails as on a full disk
     * @throws StoreException if another process uses the directory, the file is damaged, or a newer version of this
     *     program wrote it
     */
    public static SqliteStore open(Path dataDir, long maxBytes) {
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException("maxBytes must be at least " + MIN_BYTES + ", was " + maxBytes);
        }
        Path file = dataDir.resolve(FILE);
        try {
            createPrivate(dataDir);
            DirectoryLock lock = DirectoryLock.take(dataDir);
            try {
                return open(file, lock, Database.open(file, maxBytes, Database.LOG));
            } catch (SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw Failures.wrap("open " + file, e);
        }
    }

    private static SqliteStore open(Path file, DirectoryLock lock, Database database) throws SQLException {
        Writer writer = new Writer(database.writer());
        try {
            SqliteStore store = new SqliteStore(file, lock, database.readers(), writer);
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("lastSeq", store.lastSeq)
                    .addKeyValue("checkpointSeq", store.checkpointSeq)
                    .log("Store opened");
            return store;
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** Makes a directory that nobody else may look into. */
    static void createPrivate(Path directory) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    @Override
    public void commit(Commit commit) {
        write("commit", handle -> {
            commit.requireContinues(lastSeq, checkpointSeq);
            log.append(commit.log());
            Outbox.put(handle, commit.intents());
            Outbox.settle(handle, commit.settled());
            DeadLetters.put(handle, commit.deadLetters());
            if (commit.checkpoint().isPresent()) {
                checkpoints.apply(commit.checkpoint().get());
            }
            return true;
        });
        lastSeq = commit.lastSeqAfter(lastSeq);
        commit.checkpoint().ifPresent(checkpoint -> checkpointSeq = checkpoint.seq());
    }

    @Override
    public void begin(long seq) {
        if (lastSeq > 0) {
            throw new IllegalArgumentException(
                    "only an empty store can begin at " + seq + ", this one is at " + lastSeq);
        }
        write("begin", handle -> {
            checkpoints.apply(new Commit.Checkpoint(seq, List.of()));
            return true;
        });
        lastSeq = seq;
        checkpointSeq = seq;
    }

    @Override
    public long lastSeq() {
        return lastSeq;
    }

    @Override
    public long checkpointSeq() {
        return checkpointSeq;
    }

    @Override
    public void readCheckpoint(Consumer<Commit.Piece> consumer) {
        read("read the checkpoint", handle -> {
            CheckpointTable.read(handle, consumer);
            return true;
        });
    }

    @Override
    public void readLog(long afterSeq, Consumer<LogRecord> consumer) {
        read("read the log", handle -> {
            LogTable.read(handle, afterSeq, consumer);
            return true;
        });
    }

    @Override
    public List<OutboxItem> unsettled() {
        return read("read the outbox", Outbox::unsettled);
    }

    @Override
    public List<Commit.DeadLetter> deadLetters(int max) {
        return read("read dead letters", handle -> DeadLetters.newest(handle, max));
    }

    @Override
    public void trim(long upToSeq) {
        if (upToSeq > checkpointSeq) {
            throw new IllegalArgumentException(
                    "trim position must not be after the checkpoint at " + checkpointSeq + ", was " + upToSeq);
        }
        Optional<Instant> cut = read("trim the log", handle -> LogTable.lastTime(handle, upToSeq));
        if (cut.isEmpty()) {
            return;
        }
        int removed;
        do {
            removed = write("trim the log", handle -> LogTable.trimSlice(handle, upToSeq));
        } while (removed > 0);
        write("trim the outbox", handle -> {
            Outbox.trim(handle, cut.get());
            DeadLetters.trim(handle, cut.get());
            return true;
        });
        while (write("shrink the file", FreePages::giveBackSlice)) {}
    }

    private <T> T write(String action, Writer.Work<T> work) {
        requireOpen();
        return writer.transact(action, work);
    }

    private <T> T read(String action, Function<Handle, T> reading) {
        requireOpen();
        try (Handle handle = readers.open()) {
            return reading.apply(handle);
        } catch (JdbiException e) {
            throw Failures.wrap(action, e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store in " + file + " is closed");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            writer.close();
            lock.close();
        } catch (IOException | JdbiException e) {
            throw Failures.wrap("close " + file, e);
        }
    }
}
