// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.Commits;
import io.tocsin.pipeline.store.Contents;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories lead the store on disk and the store on the heap to the same contents. */
class SqliteStoreModelTest {
    private static final int STEPS = 120;

    @TempDir
    Path dataDir;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void behavesAsTheStoreOnTheHeap(long seed) {
        Random random = new Random(seed);
        Store model = new InMemoryStore();
        Store store = SqliteStore.open(dataDir);
        for (int step = 0; step < STEPS; step++) {
            store = step(random, model, store);
            if (step % 10 == 9) {
                assertThat(Contents.of(store)).as("seed %d step %d", seed, step).isEqualTo(Contents.of(model));
            }
        }
        store.close();
    }

    private Store step(Random random, Store model, Store store) {
        switch (random.nextInt(11)) {
            case 0 -> {
                store.close();
                return SqliteStore.open(dataDir);
            }
            case 1 -> {
                long upTo = model.checkpointSeq() - random.nextInt(10);
                model.trim(upTo);
                store.trim(upTo);
            }
            default -> {
                Commit commit = randomCommit(random, model.lastSeq(), model.checkpointSeq());
                model.commit(commit);
                store.commit(commit);
            }
        }
        return store;
    }

    private static Commit randomCommit(Random random, long lastSeq, long checkpointSeq) {
        List<LogRecord> log = LongStream.rangeClosed(lastSeq + 1, lastSeq + random.nextInt(8))
                .mapToObj(seq ->
                        Commits.entry(seq, "event ".repeat(random.nextInt(500)).getBytes(StandardCharsets.UTF_8)))
                .toList();
        long end = lastSeq + log.size();
        List<OutboxItem> intents = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> Commits.page("page-" + random.nextInt(60), end))
                .toList();
        List<String> settled = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> "page-" + random.nextInt(60))
                .toList();
        List<Commit.DeadLetter> letters = IntStream.range(0, random.nextInt(2))
                .mapToObj(i -> Commits.letter("letter-" + random.nextInt(60), random.nextInt(60) - 55))
                .toList();
        Optional<Commit.Checkpoint> checkpoint =
                random.nextInt(4) == 0 ? Optional.of(randomCheckpoint(random, checkpointSeq, end)) : Optional.empty();
        return new Commit(log, intents, settled, letters, checkpoint);
    }

    private static Commit.Checkpoint randomCheckpoint(Random random, long from, long to) {
        List<Commit.Piece> changed = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> new Commit.Piece(
                        "user-" + random.nextInt(10),
                        "x".repeat(random.nextInt(3)).getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new Commit.Checkpoint(from + random.nextInt((int) (to - from) + 1), changed);
    }
}
