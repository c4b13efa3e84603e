// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.signal.Signal;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalCodecTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void givesBackExactlyWhatItWrote(long seed) {
        // Given
        List<Signal> signals = new SignalSamples(seed).many(1000);
        // When
        byte[] bytes = SignalCodec.write(signals);
        // Then
        assertThat(SignalCodec.read(bytes)).isEqualTo(signals);
        assertThat(SignalCodec.write(SignalCodec.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void writesOneLinePerSignalInFixedOrderWithoutDefaults() {
        // Given
        List<Signal> calls = List.of(SignalSamples.usualCall(0), SignalSamples.usualCall(1));
        // When
        String lines = new String(SignalCodec.write(calls), UTF_8);
        // Then
        assertThat(lines.lines())
                .hasSize(2)
                .first()
                .isEqualTo("{\"type\":\"llm.call\",\"id\":\"req_011CdST19ne3fMRQ6CdysbFp0\","
                        + "\"at\":\"2026-11-23T16:21:11.551Z\",\"source\":\"litellm\",\"tenant\":\"default\","
                        + "\"team\":\"search\",\"user\":\"user-0\",\"feature\":\"answer-bot\",\"session\":\"sess-0\","
                        + "\"workspace\":\"wrkspc_main\",\"provider\":\"anthropic\",\"model\":\"claude-sonnet-5\","
                        + "\"tokens\":{\"input\":1200,\"cacheRead\":15000,\"cacheCreation\":800,\"output\":350},"
                        + "\"costNanoUsd\":12345678,\"costSource\":\"reported\",\"status\":200,"
                        + "\"stopReason\":\"end_turn\",\"latencySeconds\":2.375,\"quality\":0.87,\"complexity\":4.0,"
                        + "\"serviceTier\":\"standard\",\"region\":\"us\",\"dataClass\":\"internal\"}");
    }

    @Test
    void writesNothingForNothing() {
        assertThat(SignalCodec.write(List.of())).isEmpty();
        assertThat(SignalCodec.read(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"type\":\"llm.call\"}", "{\"type\":\"nonsense\",\"id\":\"a\"}", "x", "{}"})
    void refusesWhatIsDamaged(String line) {
        assertThatThrownBy(() -> SignalCodec.read(line.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("damaged signal at index 0");
    }

    @Test
    void staysFast() {
        // Given a batch as the journal keeps it
        List<Signal> calls = IntStream.range(0, 1000)
                .mapToObj(SignalSamples::usualCall)
                .map(Signal.class::cast)
                .toList();
        byte[] bytes = SignalCodec.write(calls);
        // When
        double write = bestMicrosPerCall(() -> SignalCodec.write(calls).length);
        double read = bestMicrosPerCall(() -> SignalCodec.read(bytes).size());
        // Then a bound that only a mistake of kind can break, whatever else runs on this machine
        assertThat(write).isLessThan(30);
        assertThat(read).isLessThan(30);
    }

    private static double bestMicrosPerCall(IntSupplier thousandCalls) {
        long best = Long.MAX_VALUE;
        int sum = 0;
        for (int i = 0; i < 400; i++) {
            long start = System.nanoTime();
            sum += thousandCalls.getAsInt();
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(sum).isPositive();
        return best / 1e6;
    }
}
