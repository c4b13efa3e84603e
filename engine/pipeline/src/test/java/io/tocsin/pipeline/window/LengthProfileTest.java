// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthProfileTest {
    private static final int ANSWERS = 20_000;

    private static Buckets lengths(long... tokens) {
        Buckets lengths = new Buckets(1);
        for (long one : tokens) {
            lengths.add(LengthProfile.step(one), new long[] {1});
        }
        return lengths;
    }

    /** Log-normal lengths: three standard deviations hold 99.73 % of them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ofOrdinaryAnswersAlmostNoneIsOutOfTheOrdinary(long seed) {
        Random random = new Random(seed);
        Buckets lengths = new Buckets(1);
        for (int i = 0; i < ANSWERS; i++) {
            long tokens = Math.round(Math.exp(6 + 0.5 * random.nextGaussian()));
            lengths.add(LengthProfile.step(tokens), new long[] {1});
        }

        LengthProfile profile = LengthProfile.of(lengths);

        assertThat(LengthProfile.tokens(profile.median())).isBetween(380.0, 430.0);
        assertThat((double) (profile.shorter(lengths) + profile.longer(lengths)) / ANSWERS)
                .isBetween(0.0005, 0.01);
    }

    @Test
    void aFewWildAnswersMoveNothing() {
        LengthProfile calm = LengthProfile.of(lengths(400, 400, 410, 390, 405, 395, 400, 402, 398));
        LengthProfile wild = LengthProfile.of(lengths(400, 400, 410, 390, 405, 395, 400, 90_000, 1));

        assertThat(wild.low()).isEqualTo(calm.low());
        assertThat(wild.high()).isEqualTo(calm.high());
        assertThat(wild.longer(lengths(90_000, 600, 400))).isEqualTo(2);
        assertThat(wild.shorter(lengths(1, 200, 400))).isEqualTo(2);
    }

    @Test
    void answersThatAreAllAlikeLeaveRoomForALittleMore() {
        LengthProfile alike = LengthProfile.of(lengths(100, 100, 100, 100));

        assertThat(alike.shorter(lengths(85)) + alike.longer(lengths(120))).isZero();
        assertThat(alike.shorter(lengths(60)) + alike.longer(lengths(160))).isEqualTo(2);
    }

    @Test
    void ofNothingNothingIsUsual() {
        assertThat(LengthProfile.of(new Buckets(1)).samples()).isZero();
        assertThat(LengthProfile.step(0)).isZero();
    }
}
