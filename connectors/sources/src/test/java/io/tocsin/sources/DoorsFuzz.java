// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.signal.SignalCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Every door against bodies that Jazzer finds by the branches they reach, beginning from good ones. A few seconds in each build.
 */
class DoorsFuzz {
    private static final List<String> DOORS = Samples.textDoors();
    private static final int MOST_EDITS = 8;
    private static final int LONGEST_EDIT = 40;

    /** What reads protobuf, with the content type it wants. */
    private static final Map<String, String> BINARY_DOORS = new TreeMap<>(Map.of(
            "otlp-logs", "application/x-protobuf",
            "otlp-metrics", "application/x-protobuf",
            "otlp-traces", "application/x-protobuf",
            "prometheus", "application/x-protobuf;proto=io.prometheus.write.v2.Request"));

    @FuzzTest(maxDuration = "4s")
    void answersWhateverBytesASenderSends(FuzzedDataProvider data) {
        String door = data.pickValue(List.copyOf(BINARY_DOORS.keySet()));
        boolean first = door.equals("prometheus") && data.consumeBoolean();
        String contentType = first ? "application/x-protobuf" : Objects.requireNonNull(BINARY_DOORS.get(door));
        Map<String, String> headers = Map.of("content-type", contentType);
        Reading reading = Objects.requireNonNull(Sender.DOORS.get(door))
                .read(new Message(
                        data.consumeRemainingAsBytes(), "application/x-protobuf", headers, "acme", Sender.NOW));
        if (reading instanceof Reading.Understood taken) {
            assertThat(SignalCodec.read(SignalCodec.write(taken.signals()))).isEqualTo(taken.signals());
        }
    }

    @FuzzTest(maxDuration = "4s")
    void answersWhateverASenderSends(FuzzedDataProvider data) {
        String door = data.pickValue(DOORS);
        String body = data.pickValue(Samples.of(door));
        for (int edits = data.consumeInt(0, MOST_EDITS); edits > 0 && !body.isEmpty(); edits--) {
            int from = data.consumeInt(0, body.length());
            int to = Math.min(body.length(), from + data.consumeInt(0, LONGEST_EDIT));
            body = body.substring(0, from) + data.consumeString(LONGEST_EDIT) + body.substring(to);
        }
        String contentType = data.consumeBoolean() ? "application/json" : "application/x-ndjson";
        Reading reading = Objects.requireNonNull(Sender.DOORS.get(door))
                .read(new Message(body.getBytes(UTF_8), contentType, Map.of(), "acme", Sender.NOW));
        if (reading instanceof Reading.Understood taken) {
            assertThat(SignalCodec.read(SignalCodec.write(taken.signals()))).isEqualTo(taken.signals());
        }
    }
}
