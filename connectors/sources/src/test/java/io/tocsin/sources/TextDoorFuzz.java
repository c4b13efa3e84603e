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

/** Doors that read text, against bodies that Jazzer finds by the branches they reach, beginning from good ones. */
abstract class TextDoorFuzz {
    private static final int MOST_EDITS = 8;
    private static final int LONGEST_EDIT = 40;

    private final List<String> doors;

    TextDoorFuzz(List<String> doors) {
        this.doors = List.copyOf(doors);
    }

    List<String> doors() {
        return doors;
    }

    @FuzzTest(maxDuration = "4s")
    void answersWhateverASenderSends(FuzzedDataProvider data) {
        String door = data.pickValue(doors);
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
