// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.intake.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of every length around the eight bytes that are checked at a time, so that each offset meets each border. */
class JsonGuardTest {
    private static final int LONGEST = 40;

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x80, 0x81, 0xbf, 0xc0, 0xc1, 0xc3, 0xe2, 0xf0, 0xf5, 0xfe, 0xff})
    void findsOneBadByteAtEveryOffset(int bad) {
        for (int length = 1; length <= LONGEST; length++) {
            for (int at = 0; at < length; at++) {
                byte[] body = ascii(length);
                body[at] = (byte) bad;
                assertThat(firstBroken(body))
                        .as("%02x at %d of %d", bad, at, length)
                        .isEqualTo(at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c080", // too long a form of NUL
                "e09fbf", // too long a form of U+07FF
                "f08fbfbf", // too long a form of U+FFFF
                "eda080", // the first surrogate
                "edbfbf", // the last surrogate
                "f4908080", // beyond U+10FFFF
                "e282", // cut short
                "f09f98", // cut short
                "c3c3a9", // a beginning instead of a continuation
            })
    void findsABrokenSequenceWhereItBegins(String hex) {
        byte[] sequence = HexFormat.of().parseHex(hex);
        for (int length = sequence.length; length <= LONGEST; length++) {
            for (int at = 0; at <= length - sequence.length; at++) {
                byte[] body = ascii(length);
                System.arraycopy(sequence, 0, body, at, sequence.length);
                assertThat(firstBroken(body)).as("at %d of %d", at, length).isEqualTo(at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u007f", "\u0080", "é", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "😀", "\udbff\udfff"})
    void takesEveryCharacterAtEveryOffset(String character) {
        byte[] sequence = character.getBytes(UTF_8);
        for (int length = sequence.length; length <= LONGEST; length++) {
            for (int at = 0; at <= length - sequence.length; at++) {
                byte[] body = ascii(length);
                System.arraycopy(sequence, 0, body, at, sequence.length);
                assertThat(JsonGuard.problem(body))
                        .as("at %d of %d", at, length)
                        .isEmpty();
            }
        }
    }

    @Test
    void takesAsciiOfEveryLength() {
        for (int length = 1; length <= LONGEST; length++) {
            byte[] body = ascii(length);
            for (int character = 1; character < 0x80; character++) {
                Arrays.fill(body, (byte) character);
                assertThat(JsonGuard.problem(body)).as("%02x", character).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithThePlatformOnWhereTextEnds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int sound = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] body = text(random);
            for (int flips = random.nextInt(3); flips > 0; flips--) {
                body[random.nextInt(1, body.length)] = (byte) random.nextInt(256);
            }
            int expected = firstBrokenByThePlatform(body);
            sound += expected < 0 ? 1 : 0;
            assertThat(firstBroken(body)).as(HexFormat.of().formatHex(body)).isEqualTo(expected);
        }
        assertThat(sound).isBetween(5_000, 15_000);
    }

    private static byte[] ascii(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) ('a' + i % 26);
        }
        return body;
    }

    /** A brace, then mostly ASCII with other characters among it. */
    private static byte[] text(SplittableRandom random) {
        StringBuilder text = new StringBuilder("{");
        for (int left = random.nextInt(2, LONGEST); left > 0; left--) {
            text.appendCodePoint(
                    switch (random.nextInt(20)) {
                        case 0 -> random.nextInt(0x80, 0x800);
                        case 1 -> random.nextInt(0x800, 0xd800);
                        case 2 -> random.nextInt(0x10000, 0x110000);
                        default -> random.nextInt(1, 0x80);
                    });
        }
        return text.toString().getBytes(UTF_8);
    }

    private static int firstBroken(byte[] body) {
        Optional<Problem> problem = JsonGuard.problem(body);
        if (problem.isEmpty()) {
            return -1;
        }
        String detail = problem.get().detail();
        assertThat(problem.get().code()).isEqualTo("encoding-invalid");
        assertThat(detail).matches("the body is not UTF-8 text at byte \\d+");
        return Integer.parseInt(detail.substring(detail.lastIndexOf(' ') + 1));
    }

    private static int firstBrokenByThePlatform(byte[] body) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(body);
        CoderResult result = decoder.decode(in, CharBuffer.allocate(body.length), true);
        int broken = result.isError() ? in.position() : body.length;
        for (int i = 0; i < broken; i++) {
            if (body[i] == 0) {
                return i;
            }
        }
        return result.isError() ? broken : -1;
    }
}
