// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Verdict;
import io.tocsin.faults.lab.WriteAheadLog;
import io.tocsin.pipeline.log.LogCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The write-ahead log of a real node, cut. A node starts with every whole commit before the cut and with nothing of the
 * one that was cut, wherever the cut is.
 */
class TornLogFaultsIT {
    private static final int BATCHES = 12;
    private static final int RANDOM_CUTS = 300;
    private static final long SEED = 20261127;

    @TempDir
    private Path folder;

    /** What a store holds. */
    private record Held(long lastSeq, long checkpointSeq, int unsettled, long signals) {}

    @Test
    void keepsEveryWholeCommitAndNothingOfTheOneThatWasCut() throws Exception {
        Experiment experiment = Experiment.of("F17", "write-ahead log cut");
        experiment.run(1, folder, (lab, number) -> {
            // Given
            Member node = lab.start("a");
            for (int batch = 0; batch < BATCHES; batch++) {
                lab.traffic().offerUntilAccepted(node.client());
            }
            Verdict verdict = lab.verdict(node);
            node.kill();
            Torn torn = new Torn(node.data(), lab.history().acceptedCount());

            // When
            torn.cutEverywhere();

            // Then
            experiment.note(torn.cuts + " cuts over " + torn.log.commits().size() + " commits");
            node.start();
            lab.untilAccepted(node, Instant.now());
            assertThat(lab.verdict(node).violations()).isEmpty();
            return verdict;
        });
    }

    private final class Torn {
        private final byte[] database;
        private final WriteAheadLog log;
        private final Path data = folder.resolve("torn");
        private final long accepted;
        private int cuts;

        Torn(Path killed, long accepted) throws IOException {
            this.database = Files.readAllBytes(killed.resolve("tocsin.db"));
            this.log = WriteAheadLog.of(Files.readAllBytes(killed.resolve("tocsin.db-wal")));
            this.accepted = accepted;
        }

        void cutEverywhere() throws IOException {
            List<Integer> commits = log.commits();
            List<Held> held = new ArrayList<>();
            for (int commit : commits) {
                held.add(held(commit));
            }
            assertThat(commits).hasSizeGreaterThan(BATCHES);
            assertThat(held.get(held.size() - 1).signals()).isEqualTo(accepted);
            assertThat(held).isSortedAccordingTo((one, other) -> Long.compare(one.lastSeq(), other.lastSeq()));
            for (int cut : places()) {
                int whole = log.commitsBefore(cut);
                Held found = held(cut);
                Held expected = whole == 0 ? found : held.get(whole - 1);
                if (!found.equals(expected)
                        || whole == 0 && found.lastSeq() > held.get(0).lastSeq()) {
                    fail("cut at %d of %d: %s, not %s", cut, log.length(), found, expected);
                }
            }
        }

        /** Every second byte of a frame, the edges of every frame, and some more. */
        private TreeSet<Integer> places() {
            TreeSet<Integer> places = new TreeSet<>();
            int middle = log.frames().get(log.frames().size() / 2);
            for (int cut = middle - 60; cut < middle + WriteAheadLog.FRAME_BYTES + 60; cut += 2) {
                places.add(cut);
            }
            for (int frame : log.frames()) {
                places.addAll(List.of(frame - 1, frame, frame + 24));
            }
            new Random(SEED).ints(RANDOM_CUTS, 0, log.length()).forEach(places::add);
            return places;
        }

        private Held held(int cut) throws IOException {
            cuts++;
            Files.createDirectories(data);
            Files.deleteIfExists(data.resolve("tocsin.db-shm"));
            Files.write(data.resolve("tocsin.db"), database);
            Files.write(data.resolve("tocsin.db-wal"), log.upTo(cut));
            try (SqliteStore store = SqliteStore.open(data)) {
                long[] seen = new long[2];
                store.readLog(0, record -> {
                    assertThat(record.seq()).isEqualTo(++seen[0]);
                    LogEntry entry = LogCodec.read(record.kind(), record.payload());
                    seen[1] += entry instanceof LogEntry.Signals batch
                            ? batch.signals().size()
                            : 0;
                });
                assertThat(seen[0]).isEqualTo(store.lastSeq());
                return new Held(
                        store.lastSeq(),
                        store.checkpointSeq(),
                        store.unsettled().size(),
                        seen[1]);
            }
        }
    }
}
