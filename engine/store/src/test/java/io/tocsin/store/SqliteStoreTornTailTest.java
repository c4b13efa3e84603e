// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static io.tocsin.pipeline.store.Commits.entry;
import static io.tocsin.pipeline.store.Commits.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.store.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write-ahead log that was cut or overwritten loses the commits from there on, and no others. */
class SqliteStoreTornTailTest {
    private static final int COMMITS = 30;

    @TempDir
    Path temporary;

    @Test
    void keepsTheWholeCommitsBeforeACutOrDamage() throws Exception {
        // Given
        byte[] database;
        byte[] tail;
        try (SqliteStore store = SqliteStore.open(temporary.resolve("whole"))) {
            for (int seq = 1; seq <= COMMITS; seq++) {
                store.commit(new Commit(
                        List.of(entry(seq)),
                        List.of(page("page-" + seq, seq)),
                        List.of(),
                        List.of(),
                        Optional.empty()));
            }
            database = Files.readAllBytes(temporary.resolve("whole/tocsin.db"));
            tail = Files.readAllBytes(temporary.resolve("whole/tocsin.db-wal"));
        }
        Random random = new Random(17);
        long fewest = COMMITS;
        for (int round = 0; round < 40; round++) {
            int at = random.nextInt(tail.length);
            byte[] torn = Arrays.copyOf(tail, round % 2 == 0 ? at : tail.length);
            if (round % 2 == 1) {
                torn[at] ^= 1;
            }

            // When
            long kept = kept(temporary.resolve("torn-" + round), database, torn);

            // Then
            fewest = Math.min(fewest, kept);
        }
        assertThat(fewest).isLessThan(COMMITS / 2);
        assertThat(kept(temporary.resolve("untorn"), database, tail)).isEqualTo(COMMITS);
    }

    private static long kept(Path dataDir, byte[] database, byte[] tail) throws IOException {
        Files.createDirectories(dataDir);
        Files.write(dataDir.resolve("tocsin.db"), database);
        Files.write(dataDir.resolve("tocsin.db-wal"), tail);
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            long last = store.lastSeq();
            store.readLog(0, entry -> assertThat(entry.payload()).asString().isEqualTo(Long.toString(entry.seq())));
            assertThat(store.unsettled()).hasSize((int) last);
            store.commit(new Commit(List.of(entry(last + 1)), List.of(), List.of(), List.of(), Optional.empty()));
            return last;
        }
    }
}
