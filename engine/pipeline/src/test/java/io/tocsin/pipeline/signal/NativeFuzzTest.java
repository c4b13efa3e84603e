// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
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
        byte[] good = good();
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
        assertThat(understood).isBetween(1, 1999);
    }

    private static byte[] good() {
        String others = """
                {"type":"llm.call","id":"1","model":"claude-opus-5","rateLimit":{"requests":{"limit":9,"remaining":5}}}
                {"type":"rate.limit","id":"2","model":"gpt-4o","dimension":"requests","limit":100,"remaining":5}
                {"type":"metric","id":"3","name":"queue","value":-3.5e2,"labels":{"a":"b","n":7,"b":true}}
                {"type":"alert","id":"4","name":"Slow","state":"resolved","startsAt":"2026-11-23T16:00:00Z"}
                {"type":"provider.status","provider":"anthropic","component":"API","level":"degraded"}
                {"type":"change","kind":"deploy","subject":"router","link":"https://ci.example.org/1"}
                {"type":"outcome","kind":"lead","count":3,"revenueUsd":12.5}
                {"type":"feedback","kind":"evaluation","score":0.5,"requestId":"req_1"}
                {"type":"heartbeat","job":"nightly","interval":"PT5M"}
                """;
        List<Signal> calls =
                IntStream.range(0, 9).<Signal>mapToObj(SignalSamples::usualCall).toList();
        return (others + new String(SignalCodec.write(calls), UTF_8)).getBytes(UTF_8);
    }

    /** A few whole lines, often with a few bytes changed. */
    private static byte[] mutated(byte[] good, Random random) {
        List<String> lines = new String(good, UTF_8).lines().toList();
        int from = random.nextInt(lines.size());
        int to = Math.min(lines.size(), from + 1 + random.nextInt(3));
        byte[] body = String.join("\n", lines.subList(from, to)).getBytes(UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(body.length);
            body[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:0-9e".charAt(random.nextInt(11)));
        }
        return body;
    }
}
