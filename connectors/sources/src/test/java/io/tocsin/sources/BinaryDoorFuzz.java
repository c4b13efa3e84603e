// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

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

/** Doors that read protobuf, against bytes that Jazzer finds by the branches they reach. */
abstract class BinaryDoorFuzz {
    private static final String PROTOBUF = "application/x-protobuf";

    /** What reads protobuf, with the content type it wants. */
    private static final Map<String, String> TYPES = new TreeMap<>(Map.of(
            "otlp-logs", PROTOBUF,
            "otlp-metrics", PROTOBUF,
            "otlp-traces", PROTOBUF,
            "prometheus", "application/x-protobuf;proto=io.prometheus.write.v2.Request"));

    private final List<String> doors;

    BinaryDoorFuzz(List<String> doors) {
        this.doors = List.copyOf(doors);
    }

    /** Every one of them. */
    static List<String> all() {
        return List.copyOf(TYPES.keySet());
    }

    List<String> doors() {
        return doors;
    }

    @FuzzTest(maxDuration = "4s")
    void answersWhateverBytesASenderSends(FuzzedDataProvider data) {
        String door = data.pickValue(doors);
        boolean first = door.equals("prometheus") && data.consumeBoolean();
        String contentType = first ? PROTOBUF : Objects.requireNonNull(TYPES.get(door));
        Reading reading = Objects.requireNonNull(Sender.DOORS.get(door))
                .read(new Message(
                        data.consumeRemainingAsBytes(),
                        PROTOBUF,
                        Map.of("content-type", contentType),
                        "acme",
                        Sender.NOW));
        if (reading instanceof Reading.Understood taken) {
            assertThat(SignalCodec.read(SignalCodec.write(taken.signals()))).isEqualTo(taken.signals());
        }
    }
}
