// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
    private static final int MAX = 16;

    @Test
    void namesEverybodyInTheOrderTheyCameWhileThereIsRoom() {
        Tally tally = new Tally(3);

        tally.add("b", 1);
        tally.add("a", 2);
        tally.add("b", 10);
        tally.add("c", 3);

        assertThat(parts(tally)).containsExactly(Map.entry("b", 11L), Map.entry("a", 2L), Map.entry("c", 3L));
    }

    @Test
    void sumsTheSmallerHalfAsOtherWhenItIsFull() {
        Tally tally = new Tally(4);
        tally.add("large", 40);
        tally.add("small", 1);
        tally.add("larger", 50);
        tally.add("smaller", 2);

        tally.add("late", 7);

        assertThat(parts(tally))
                .containsExactly(
                        Map.entry("large", 40L),
                        Map.entry("larger", 50L),
                        Map.entry("late", 7L),
                        Map.entry(Tally.OTHER, 3L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsWhoeverIsLargeHoweverLateTheyCome(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Long> large = new LinkedHashMap<>();
        Tally tally = new Tally(MAX);

        // When
        for (int i = 0; i < 3000; i++) {
            if (i % 500 == 250) {
                large.put("large-" + i, 10_000L + i);
                tally.add("large-" + i, 10_000L + i);
            }
            tally.add("small-" + random.nextInt(1000), random.nextLong(1, 100));
        }

        // Then
        assertThat(large).hasSize(6);
        assertThat(parts(tally)).containsAllEntriesOf(large);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 64})
    void losesNothingAndNamesNoMoreThanItMay(int max) {
        SplittableRandom random = new SplittableRandom(max);
        Tally tally = new Tally(max);
        long added = 0;

        for (int i = 0; i < 2000; i++) {
            long amount = random.nextLong(1, 1_000_000);
            added += amount;
            tally.add("label-" + random.nextInt(3 * max), amount);

            Map<String, Long> parts = parts(tally);
            assertThat(parts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(added);
            parts.remove(Tally.OTHER);
            assertThat(parts).hasSizeBetween(1, max);
        }
        assertThat(parts(tally)).containsKey(Tally.OTHER);
    }

    @Test
    void addingAnotherLosesNothingOfEither() {
        Tally tally = filled(1, () -> 5);
        Tally more = filled(2, () -> 7);
        long sum = sum(tally) + sum(more);

        tally.addAll(more);

        assertThat(sum(tally)).isEqualTo(sum);
        assertThat(sum(more)).isEqualTo(7 * 200);
    }

    @Test
    void breaksTiesByNameSoThatTheSameLogSaysTheSame() {
        Tally tally = new Tally(4);
        for (String name : new String[] {"c", "a", "d", "b"}) {
            tally.add(name, 1);
        }

        tally.add("late", 1);

        assertThat(parts(tally)).containsOnlyKeys("a", "b", "late", Tally.OTHER);
    }

    @Test
    void goesOnAfterARestartAsIfThereHadBeenNone() throws IOException {
        // Given
        SplittableRandom random = new SplittableRandom(11);
        Tally tally = filled(3, () -> random.nextLong(1, 1000));

        // When
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tally.write(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Tally again = Tally.read(in, MAX);

        // Then
        assertThat(in.available()).isZero();
        assertThat(parts(again)).containsExactlyEntriesOf(parts(tally)).containsKey(Tally.OTHER);
        for (int i = 0; i < 100; i++) {
            long amount = random.nextLong(1, 1000);
            tally.add("more-" + i, amount);
            again.add("more-" + i, amount);
            assertThat(parts(again)).containsExactlyEntriesOf(parts(tally));
        }
    }

    private static Tally filled(long seed, LongSupplier amounts) {
        SplittableRandom random = new SplittableRandom(seed);
        Tally tally = new Tally(MAX);
        for (int i = 0; i < 200; i++) {
            tally.add("label-" + random.nextInt(100), amounts.getAsLong());
        }
        return tally;
    }

    private static Map<String, Long> parts(Tally tally) {
        Map<String, Long> parts = new LinkedHashMap<>();
        tally.forEach((label, amount) -> assertThat(parts.put(label, amount)).isNull());
        return parts;
    }

    private static long sum(Tally tally) {
        return parts(tally).values().stream().mapToLong(Long::longValue).sum();
    }
}
