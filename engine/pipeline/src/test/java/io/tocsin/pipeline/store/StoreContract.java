// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import static io.tocsin.pipeline.store.Commits.START;
import static io.tocsin.pipeline.store.Commits.checkpoint;
import static io.tocsin.pipeline.store.Commits.deadLetters;
import static io.tocsin.pipeline.store.Commits.entry;
import static io.tocsin.pipeline.store.Commits.intents;
import static io.tocsin.pipeline.store.Commits.letter;
import static io.tocsin.pipeline.store.Commits.log;
import static io.tocsin.pipeline.store.Commits.page;
import static io.tocsin.pipeline.store.Commits.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. A test of a store extends this. */
public abstract class StoreContract {
    /** The store under test. */
    protected Store store;

    /** A store with nothing in it. */
    protected abstract Store open();

    /** The store as it is after an orderly stop and a new start. */
    protected abstract Store reopen(Store stopped);

    @BeforeEach
    void start() {
        store = open();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void isEmptyWhenNew() {
        assertThat(Contents.of(store)).isEqualTo(new Contents(0, 0, List.of(), new TreeMap<>(), List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void handsBackTheLogAsItWasAppended(long seed) {
        // Given
        Random random = new Random(seed);
        List<LogRecord> appended = IntStream.rangeClosed(1, 200)
                .mapToObj(seq -> randomEntry(random, seq))
                .toList();

        // When
        for (int from = 0; from < appended.size(); from += 10) {
            store.commit(log(appended.subList(from, from + 10).toArray(LogRecord[]::new)));
        }
        List<LogRecord> read = new ArrayList<>();
        store.readLog(0, read::add);

        // Then
        assertThat(read).usingRecursiveFieldByFieldElementComparator().isEqualTo(appended);
        assertThat(store.lastSeq()).isEqualTo(200);
    }

    private static LogRecord randomEntry(Random random, int seq) {
        byte[] payload = new byte[random.nextInt(5_000)];
        if (random.nextBoolean()) {
            random.nextBytes(payload);
        }
        return new LogRecord(seq, START.plusMillis(seq * 7L), (byte) random.nextInt(256), payload);
    }

    @Test
    void readsTheLogAfterAPosition() {
        store.commit(log(1, 5));

        List<Long> read = new ArrayList<>();
        store.readLog(3, record -> read.add(record.seq()));

        assertThat(read).containsExactly(4L, 5L);
    }

    @Test
    void keepsTimesToTheMillisecond() {
        // Given
        Instant fine = START.plusNanos(123_456_789);
        store.commit(log(new LogRecord(1, fine, (byte) 1, new byte[0])));
        store.commit(intents(new OutboxItem("a", "run", "{}", fine)));

        // When
        List<Instant> read = new ArrayList<>();
        store.readLog(0, record -> read.add(record.at()));
        store.unsettled().forEach(item -> read.add(item.at()));

        // Then
        assertThat(read).containsOnly(START.plusMillis(123)).hasSize(2);
    }

    @Test
    void appliesNothingOfACommitThatLeavesAGap() {
        // Given
        store.commit(log(1, 2));
        Contents before = Contents.of(store);
        Commit gap = new Commit(
                List.of(entry(3), entry(5)),
                List.of(page("a", 3)),
                List.of(),
                List.of(letter("x", 0)),
                Optional.of(new Commit.Checkpoint(3, List.of())));

        // When Then
        assertThatThrownBy(() -> store.commit(gap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("log seq must be 4, was 5");
        assertThat(Contents.of(store)).isEqualTo(before);
        store.commit(log(3, 5));
        assertThat(store.lastSeq()).isEqualTo(5);
    }

    @Test
    void mergesACheckpointIntoTheOneBefore() {
        store.commit(log(1, 9));
        store.commit(checkpoint(4, "a=1", "b=1", "c=1"));

        store.commit(checkpoint(9, "b=2", "c=", "d=2"));

        assertThat(store.checkpointSeq()).isEqualTo(9);
        assertThat(Contents.of(store).state()).hasToString("{a=1, b=2, d=2}");
    }

    @Test
    void refusesACheckpointThatRunsBackOrAhead() {
        store.commit(log(1, 9));
        store.commit(checkpoint(4, "a=1"));

        assertThatThrownBy(() -> store.commit(checkpoint(3, "a=2")))
                .hasMessage("checkpoint seq must lie in 4..9, was 3");
        assertThatThrownBy(() -> store.commit(checkpoint(10, "a=2")))
                .hasMessage("checkpoint seq must lie in 4..9, was 10");
        assertThat(Contents.of(store).state()).hasToString("{a=1}");
    }

    @Test
    void putsAnIntentOnce() {
        store.commit(intents(page("a", 1), page("b", 2)));
        store.commit(settled("a"));

        store.commit(intents(page("a", 1), page("b", 3)));

        assertThat(store.unsettled()).containsExactly(page("b", 2));
    }

    @Test
    void listsUnsettledIntentsOldestFirst() {
        store.commit(intents(page("late", 9), page("early", 1), page("tie", 9)));
        store.commit(settled("nobody knows this one"));

        assertThat(store.unsettled()).extracting(OutboxItem::id).containsExactly("early", "late", "tie");
    }

    @Test
    void settlesAnIntentOfTheSameCommit() {
        store.commit(new Commit(List.of(), List.of(page("a", 1)), List.of("a"), List.of(), Optional.empty()));

        assertThat(store.unsettled()).isEmpty();
    }

    @Test
    void listsTheNewestDeadLettersFirst() {
        store.commit(deadLetters(letter("old", 1), letter("new", 3), letter("tie", 3), letter("middle", 2)));
        store.commit(deadLetters(letter("old", 9)));

        assertThat(store.deadLetters(3)).extracting(Commit.DeadLetter::id).containsExactly("tie", "new", "middle");
    }

    @Test
    void trimsWhatACheckpointCovers() {
        // Given
        store.commit(log(1, 9));
        store.commit(intents(page("settled before", 4), page("settled at", 5), page("open", 1)));
        store.commit(settled("settled before", "settled at"));
        store.commit(checkpoint(6, "a=1"));

        // When
        store.trim(5);

        // Then
        Contents trimmed = Contents.of(store);
        assertThat(trimmed.log()).hasSize(4).first().asString().startsWith("6 ");
        assertThat(trimmed.state()).hasToString("{a=1}");
        assertThat(store.unsettled()).extracting(OutboxItem::id).containsExactly("open");
        store.commit(intents(page("settled before", 4), page("settled at", 5)));
        assertThat(store.unsettled()).extracting(OutboxItem::id).containsExactly("open", "settled before");
    }

    @Test
    void trimsOldDeadLettersAndThoseBeyondTheMost() {
        // Given
        store.commit(log(1, 1));
        store.commit(log(new LogRecord(2, START.plusSeconds(86_400L * 40), (byte) 1, new byte[0])));
        store.commit(checkpoint(2));
        store.commit(deadLetters(letter("of day 9", 9), letter("of day 11", 11)));

        // When
        store.trim(2);

        // Then
        assertThat(store.deadLetters(9)).extracting(Commit.DeadLetter::id).containsExactly("of day 11");
    }

    @Test
    void trimLeavesTheNewestDeadLetters() {
        store.commit(log(1, 1));
        store.commit(checkpoint(1));
        store.commit(deadLetters(IntStream.rangeClosed(1, Store.MAX_DEAD_LETTERS + 5)
                .mapToObj(i -> letter("letter " + i, i))
                .toArray(Commit.DeadLetter[]::new)));

        store.trim(1);

        assertThat(store.deadLetters(Integer.MAX_VALUE)).hasSize(Store.MAX_DEAD_LETTERS);
        assertThat(store.deadLetters(1)).extracting(Commit.DeadLetter::id).containsExactly("letter 1005");
    }

    @Test
    void refusesToTrimWhatNoCheckpointCovers() {
        store.commit(log(1, 9));
        store.commit(checkpoint(6));

        assertThatThrownBy(() -> store.trim(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trim position must not be after the checkpoint at 6, was 7");
        assertThat(Contents.of(store).log()).hasSize(9);
    }

    @Test
    void keepsItsPositionWhenTheWholeLogIsTrimmed() {
        // Given
        store.commit(log(1, 9));
        store.commit(checkpoint(9));
        store.trim(9);

        // When
        store = reopen(store);

        // Then
        assertThat(store.lastSeq()).isEqualTo(9);
        assertThatThrownBy(() -> store.commit(log(1, 1))).hasMessage("log seq must be 10, was 1");
        store.commit(log(10, 11));
        assertThat(Contents.of(store).log()).hasSize(2);
    }

    @Test
    void beginsWhereAnotherLogStands() {
        // When
        store.begin(6);
        store.commit(checkpoint(6, "a=1"));
        store.commit(log(7, 8));
        store = reopen(store);

        // Then
        assertThat(store.checkpointSeq()).isEqualTo(6);
        assertThat(store.lastSeq()).isEqualTo(8);
        assertThatThrownBy(() -> store.begin(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only an empty store can begin at 9, this one is at 8");
    }

    @Test
    void keepsEverythingOverARestart() {
        // Given
        store.commit(log(1, 9));
        store.commit(checkpoint(6, "a=1", "b=ü"));
        store.commit(intents(page("open", 1), page("done", 2)));
        store.commit(settled("done"));
        store.commit(deadLetters(letter("x", 1)));
        Contents before = Contents.of(store);

        // When
        store = reopen(store);

        // Then
        assertThat(Contents.of(store)).isEqualTo(before);
        store.commit(intents(page("done", 2)));
        assertThat(store.unsettled()).extracting(OutboxItem::id).containsExactly("open");
    }
}
