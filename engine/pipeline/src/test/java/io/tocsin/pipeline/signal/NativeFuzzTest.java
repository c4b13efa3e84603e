// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeFuzzTest {
    private static final PriceBook BOOK = PriceBook.load(Path.of("../../rules/prices.yaml"));
    private static final Instant NOW = Instant.parse("2026-11-23T16:30:00Z");

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void alwaysAnswersAndWhatItTakesCanBeKept(long seed) {
        // Given
        Random random = new Random(seed);
        byte[] good = SignalCodec.write(new SignalSamples(seed).many(20));
        int understood = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] body = mutated(good, random);
            // When
            Reading reading =
                    SignalCodec.readNative(new Message(body, "application/x-ndjson", Map.of(), "default", NOW), BOOK);
            // Then
            if (reading instanceof Reading.Understood taken) {
                List<Signal> signals = taken.signals();
                assertThat(SignalCodec.read(SignalCodec.write(signals))).isEqualTo(signals);
                understood++;
            } else {
                assertThat(((Reading.Rejected) reading).problem().status()).isBetween(400, 422);
            }
        }
        assertThat(understood).isLessThan(2000);
    }

    private static byte[] mutated(byte[] good, Random random) {
        int from = random.nextInt(good.length);
        byte[] body = Arrays.copyOfRange(good, from, Math.min(good.length, from + random.nextInt(2000)));
        int start = 0;
        while (start < body.length && body[start] != '\n') {
            start++;
        }
        body = Arrays.copyOfRange(body, Math.min(start, body.length), body.length);
        for (int i = random.nextInt(4); i > 0 && body.length > 0; i--) {
            body[random.nextInt(body.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:0-9e".charAt(random.nextInt(11)));
        }
        return body;
    }
}
