// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.signal.SignalCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a sender sends, a door answers, and what it takes can be kept and read back. */
class DoorsFuzzTest {
    private static final int ROUNDS = 600;
    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e999",
        "NaN",
        "9223372036854775808",
        "\"\"",
        "\"\\ud83d\"",
        "\"\\u0000\"",
        "[]",
        "{}",
        "[[]]",
        "0.1",
        "\"2026-11-23T12:00:00Z\"",
        "\"0001-01-01T00:00:00Z\"",
        "99999999999999999999999999",
        "\"-5\"",
        "1795435200",
        "\"" + "x".repeat(70_000) + "\"",
        "{\"a\":{\"b\":[1,2,{}]}}",
        "\"Infinity\""
    };

    static Stream<String> doors() {
        return Samples.textDoors().stream();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void answersEveryMutationOfAGoodBody(String door) {
        // Given
        Random random = new Random(door.hashCode());
        int understood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> samples = Samples.of(door);
            String body = mutated(samples.get(random.nextInt(samples.size())), random);
            // When
            Reading reading = read(door, body.getBytes(UTF_8), random);
            // Then
            if (reading instanceof Reading.Understood taken && !taken.signals().isEmpty()) {
                assertThat(SignalCodec.read(SignalCodec.write(taken.signals()))).isEqualTo(taken.signals());
                understood++;
            }
        }
        assertThat(understood).as("mutations that are still understood").isBetween(ROUNDS / 100, ROUNDS - 1);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void answersRandomBytes(String door) {
        Random random = new Random(7 + door.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            if (round % 2 == 0) {
                for (int i = 0; i < body.length; i++) {
                    body[i] = (byte) "{}[]\":,0-1eE.tfn \n\\u".charAt(random.nextInt(20));
                }
            }
            assertThat(refusals(read(door, body, random)))
                    .allSatisfy(status -> assertThat(status).isBetween(400, 422));
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void answersDeepNestingAndLongBodies(String door) {
        Random random = new Random(1);
        String sample = Samples.of(door).get(0);
        String name = sample.substring(sample.indexOf('"'), sample.indexOf(':'));
        List<String> bodies = new ArrayList<>(List.of(
                "[".repeat(1_000_000),
                "{\"a\":".repeat(200_000),
                "{" + name + ":" + "[".repeat(500) + "]".repeat(500) + "}",
                "{" + name + ":\"" + "y".repeat(3_000_000) + "\"}",
                "[" + "{},".repeat(20_000) + "{}]",
                "{" + name + ":" + "9".repeat(50_000) + "}"));
        for (String body : bodies) {
            assertThat(read(door, body.getBytes(UTF_8), random)).isNotNull();
        }
    }

    private static Reading read(String door, byte[] body, Random random) {
        String contentType = random.nextInt(4) == 0 ? "application/x-ndjson" : "application/json";
        return Objects.requireNonNull(Sender.DOORS.get(door))
                .read(new Message(body, contentType, Map.of(), "acme", Sender.NOW));
    }

    private static List<Integer> refusals(Reading reading) {
        return reading.match(new Reading.Cases<>() {
            @Override
            public List<Integer> understood(Reading.Understood understood) {
                return List.of();
            }

            @Override
            public List<Integer> orders(Reading.Orders orders) {
                return List.of();
            }

            @Override
            public List<Integer> rejected(Reading.Rejected rejected) {
                return List.of(rejected.problem().status());
            }

            @Override
            public List<Integer> deadLetter(Reading.DeadLetter letter) {
                return List.of(letter.problem().status());
            }
        });
    }

    /** Up to three changes: another value after a colon, a character, a cut, a part twice. */
    private static String mutated(String good, Random random) {
        String body = good;
        for (int i = random.nextInt(3) + 1; i > 0 && body.length() > 2; i--) {
            int at = random.nextInt(body.length() - 1);
            int colon = body.indexOf(':', at);
            int end = colon < 0 ? -1 : end(body, colon + 1);
            body = switch (random.nextInt(10)) {
                case 0 -> body.substring(0, at) + (char) random.nextInt(0xd7ff) + body.substring(at + 1);
                case 1 -> random.nextInt(10) == 0 ? body.substring(0, at) : body;
                case 2 ->
                    body.substring(0, at) + body.substring(at, Math.min(body.length(), at + 9)) + body.substring(at);
                default ->
                    end < 0
                            ? body
                            : body.substring(0, colon + 1)
                                    + VALUES[random.nextInt(VALUES.length)]
                                    + body.substring(end);
            };
        }
        return body;
    }

    private static int end(String body, int from) {
        int end = from;
        while (end < body.length() && ",}]\n".indexOf(body.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
