// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static io.tocsin.pipeline.store.Commits.checkpoint;
import static io.tocsin.pipeline.store.Commits.entry;
import static io.tocsin.pipeline.store.Commits.letter;
import static io.tocsin.pipeline.store.Commits.log;
import static io.tocsin.pipeline.store.Commits.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.Contents;
import io.tocsin.pipeline.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreFaultTest {
    private static final long TWO_MIB = 2L << 20;

    @TempDir
    Path dataDir;

    @Test
    void appliesNothingWhenAStatementInTheMiddleFails() throws Exception {
        // Given
        sql("CREATE TRIGGER refuse BEFORE INSERT ON dead_letter BEGIN SELECT RAISE(ABORT, 'refused by test'); END");
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            store.commit(log(1, 2));
            Contents before = Contents.of(store);
            Commit commit = new Commit(
                    List.of(entry(3), entry(4)),
                    List.of(page("a", 3)),
                    List.of(),
                    List.of(letter("x", 0)),
                    Optional.of(new Commit.Checkpoint(4, List.of())));

            // When Then
            assertThatThrownBy(() -> store.commit(commit))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("could not commit")
                    .hasMessageContaining("refused by test");
            assertThat(Contents.of(store)).isEqualTo(before);
            store.commit(log(3, 3));
            assertThat(store.lastSeq()).isEqualTo(3);
        }
    }

    @Test
    void appliesNothingWhenTheDiskIsFullAndGoesOnOnceThereIsRoom() {
        try (SqliteStore store = SqliteStore.open(dataDir, TWO_MIB)) {
            // Given
            long full = 0;
            Throwable refusal = null;
            while (refusal == null) {
                full++;
                Commit next = log(entry(full, noise(100_000, full)));
                refusal = catchThrowable(() -> store.commit(next));
            }
            long last = full - 1;

            // Then
            assertThat(refusal).isInstanceOf(StoreException.class).hasMessageContaining("full; make room");
            assertThat(store.lastSeq()).isEqualTo(last).isGreaterThan(5);
            assertThat(Contents.of(store).log()).hasSize((int) last);

            // When
            store.commit(checkpoint(last, "a=1"));
            store.trim(last);

            // Then
            store.commit(log(entry(full, noise(100_000, full))));
            assertThat(store.lastSeq()).isEqualTo(full);
        }
    }

    private static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void refusesASecondStoreOnTheDirectoryAndKeepsTheFirst() {
        try (SqliteStore first = SqliteStore.open(dataDir)) {
            assertThatThrownBy(() -> SqliteStore.open(dataDir))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("data directory " + dataDir
                            + " is in use by this process; one directory serves one process at a time");
            first.commit(log(1, 1));
        }
        SqliteStore.open(dataDir).close();
    }

    @Test
    void refusesASchemaOfANewerProgram() throws Exception {
        // Given
        sql("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) VALUES (99, '4711', 'later', 'SQL', 'V4711__later.sql', 'x', 1, 1)");

        // When Then
        assertThatThrownBy(() -> SqliteStore.open(dataDir))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has schema version 4711, which is newer than this program");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.writeString(dataDir.resolve("tocsin.db"), "not a database, but longer than its header".repeat(200));

        assertThatThrownBy(() -> SqliteStore.open(dataDir))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("the file is no SQLite database");
    }

    @Test
    void refusesADamagedFileAndGivesTheDirectoryBack() throws Exception {
        // Given
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            store.commit(log(1, 200));
        }
        Path file = dataDir.resolve("tocsin.db");
        byte[] bytes = Files.readAllBytes(file);
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, 4_096, damaged.length, (byte) 0x5A);
        Files.write(file, damaged);

        // When Then
        assertThatThrownBy(() -> SqliteStore.open(dataDir))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
        Files.write(file, bytes);
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            assertThat(store.lastSeq()).isEqualTo(200);
        }
    }

    @Test
    void answersInASentenceOnceClosed() {
        SqliteStore store = SqliteStore.open(dataDir);
        store.close();
        store.close();

        assertThatThrownBy(() -> store.commit(log(1, 1)))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("is closed");
        assertThatThrownBy(store::unsettled).isInstanceOf(StoreException.class).hasMessageEndingWith("is closed");
    }

    @Test
    void keepsTheDirectoryFromOthers() throws Exception {
        Path fresh = dataDir.resolve("deep/er");
        SqliteStore.open(fresh).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }

    @Test
    void flushesEveryCommitToTheDisk() throws Exception {
        Database database = Database.open(dataDir.resolve("tocsin.db"), Long.MAX_VALUE, Database.LOG);

        try (Connection writer = database.writer();
                Statement statement = writer.createStatement()) {
            // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
            assertThat(statement.executeQuery("PRAGMA synchronous").getInt(1)).isEqualTo(2);
            assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1))
                    .isEqualTo("wal");
        }
    }

    /** Runs a statement on the file of a store that is not open. */
    private void sql(String text) throws SQLException {
        SqliteStore.open(dataDir).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dataDir.resolve("tocsin.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Test
    void refusesABoundTooSmallForASchema() {
        assertThatThrownBy(() -> SqliteStore.open(dataDir, 4_096))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxBytes must be at least 1048576, was 4096");
    }
}
