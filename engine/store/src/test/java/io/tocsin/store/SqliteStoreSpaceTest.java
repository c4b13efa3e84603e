// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static io.tocsin.pipeline.store.Commits.checkpoint;
import static io.tocsin.pipeline.store.Commits.entry;
import static io.tocsin.pipeline.store.Commits.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.store.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreSpaceTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path dataDir;

    @Test
    void staysOfOneSizeWhileTheLogMovesOn() throws Exception {
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            appendMebibytes(store, 8);
            trimAll(store);
            long once = fileBytes();

            for (int round = 0; round < 5; round++) {
                appendMebibytes(store, 8);
                trimAll(store);
            }

            assertThat(fileBytes()).isLessThan(once + 2 * MIB);
        }
    }

    @Test
    void givesSpaceBackAfterABurst() throws Exception {
        // Given
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            appendMebibytes(store, 64);

            // When
            trimAll(store);
        }

        // Then: the file is cut when the write-ahead log is folded into it, at the latest on closing.
        assertThat(fileBytes()).isBetween(15L * MIB, 18L * MIB);
    }

    private static void appendMebibytes(SqliteStore store, int count) {
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            byte[] noise = new byte[MIB / 16];
            LogRecord[] entries = new LogRecord[16];
            for (int j = 0; j < entries.length; j++) {
                random.nextBytes(noise);
                entries[j] = entry(store.lastSeq() + 1 + j, noise.clone());
            }
            store.commit(log(entries));
        }
    }

    private static void trimAll(SqliteStore store) {
        store.commit(checkpoint(store.lastSeq()));
        store.trim(store.lastSeq());
    }

    private long fileBytes() throws IOException {
        return Files.size(dataDir.resolve("tocsin.db"));
    }
}
