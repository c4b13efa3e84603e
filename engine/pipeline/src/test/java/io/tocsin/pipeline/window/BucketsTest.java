// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sumsLikeAPlainMap(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<Long, Long> plain = new TreeMap<>();
        Buckets buckets = new Buckets(2);

        for (int i = 0; i < 500; i++) {
            long bucket = random.nextLong(80);
            long amount = random.nextLong(1000);
            plain.merge(bucket, amount, Long::sum);
            buckets.add(bucket, new long[] {1, amount});
            if (i % 100 == 99) {
                long before = random.nextLong(20);
                plain.headMap(before).clear();
                buckets.dropBefore(before);
            }
        }
        Buckets again = reread(buckets);

        for (long from = 0; from < 80; from += 7) {
            long to = from + random.nextLong(40);
            long expected = plain.subMap(from, true, to, true).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(buckets.sum(1, from, to)).isEqualTo(expected);
            assertThat(again.sum(1, from, to)).isEqualTo(expected);
        }
        assertThat(again.first()).isEqualTo(plain.firstKey());
    }

    private static Buckets reread(Buckets buckets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buckets.write(new DataOutputStream(bytes));
        return Buckets.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 2);
    }
}
