// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static io.tocsin.pipeline.store.Commits.checkpoint;
import static io.tocsin.pipeline.store.Commits.entry;
import static io.tocsin.pipeline.store.Commits.log;
import static io.tocsin.pipeline.store.Commits.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreReadersTest {
    private static final int COMMITS = 400;

    @TempDir
    Path dataDir;

    @Test
    void readersSeeWholeCommitsWhileOneThreadWrites() throws Exception {
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            // Given: every commit has two log entries and one page.
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService readers = Executors.newFixedThreadPool(3);
            Callable<Integer> reader = () -> readUntil(store, done);
            List<Future<Integer>> readings =
                    List.of(readers.submit(reader), readers.submit(reader), readers.submit(reader));

            // When
            for (int i = 0; i < COMMITS; i++) {
                long seq = 2L * i + 1;
                store.commit(new Commit(
                        List.of(entry(seq), entry(seq + 1)),
                        List.of(page("page-" + i, seq)),
                        List.of(),
                        List.of(),
                        Optional.empty()));
            }
            done.set(true);
            readers.shutdown();

            // Then
            for (Future<Integer> reading : readings) {
                assertThat(reading.get()).isPositive();
            }
        }
    }

    private static int readUntil(SqliteStore store, AtomicBoolean done) {
        int rounds = 0;
        int pagesBefore = 0;
        boolean last;
        do {
            last = done.get();
            List<Long> seqs = new ArrayList<>();
            store.readLog(0, entry -> seqs.add(entry.seq()));
            int pages = store.unsettled().size();
            assertThat(seqs)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, seqs.size()).boxed().toList());
            assertThat(seqs.size()).isEven().isBetween(2 * pagesBefore, 2 * pages);
            pagesBefore = pages;
            rounds++;
        } while (!last);
        assertThat(pagesBefore).isEqualTo(COMMITS);
        return rounds;
    }

    @Test
    void saysSoWhenEntriesAreTrimmedAwayWhileTheyAreRead() {
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            store.commit(log(1, 1_000));
            store.commit(checkpoint(900));

            assertThatThrownBy(() -> store.readLog(0, entry -> {
                        if (entry.seq() == 1) {
                            store.trim(900);
                        }
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("were trimmed away while they were read");
        }
    }
}
