// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, 100_000})
    void unpacksWhatWasPackedWhateverItsLength(int length) {
        byte[] random = new byte[length];
        new Random(length).nextBytes(random);

        assertThat(Payload.pack(random).unpack()).isEqualTo(random);
        assertThat(Payload.pack(new byte[length]).unpack()).isEqualTo(new byte[length]);
    }

    @Test
    void packsWhatRepeatsItself() {
        byte[] batch = "{\"model\":\"claude-sonnet-5\",\"team\":\"search\"}"
                .repeat(100)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Payload.pack(batch).bytes()).hasSizeLessThan(batch.length / 10);
    }

    @Test
    void leavesSmallPayloadsAsTheyAre() {
        byte[] event = new byte[1_023];

        assertThat(Payload.pack(event).bytes()).isSameAs(event);
    }

    @Test
    void leavesWhatDoesNotShrinkAsItIs() {
        byte[] noise = new byte[4_096];
        new Random(7).nextBytes(noise);

        assertThat(Payload.pack(noise).bytes()).isSameAs(noise);
    }
}
