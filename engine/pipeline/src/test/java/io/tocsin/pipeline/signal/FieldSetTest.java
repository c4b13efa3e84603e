// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldSetTest {
    @Test
    void holdsWhatABitSetHolds() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            FieldSet set = new FieldSet();
            BitSet expected = new BitSet();
            for (int i = random.nextInt(40); i > 0; i--) {
                int number = random.nextInt(128);
                assertThat(set.add(number)).isEqualTo(!expected.get(number));
                expected.set(number);
                int gone = random.nextInt(128);
                set.remove(gone);
                expected.clear(gone);
            }
            for (int number = 0; number < 128; number++) {
                assertThat(set.has(number)).isEqualTo(expected.get(number));
                assertThat(set.next(number)).isEqualTo(expected.nextSetBit(number));
            }
            set.clear();
            assertThat(set.next(0)).isEqualTo(-1);
        }
        assertThat(new FieldSet().next(128)).isEqualTo(-1);
    }
}
