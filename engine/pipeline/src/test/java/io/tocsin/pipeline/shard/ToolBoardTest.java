// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.ExternalAlertState;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Origin;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Statement;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.threshold.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolBoardTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String RULE = "platform.external-alert";

    private final List<String> told = new ArrayList<>();
    private final ToolBoard board = board();

    @Test
    void endsAnAlertThatIsNotToldAgainInTime() {
        // When
        board.alert(alert("a", true, NOON.plusSeconds(300)), NOON);
        assertThat(board.tick(NOON.plusSeconds(299))).isFalse();
        assertThat(told).containsExactly("FIRED");

        // Then
        assertThat(board.tick(NOON.plusSeconds(300))).isTrue();
        assertThat(told).containsExactly("FIRED", "CLEARED");
        assertThat(board.tick(NOON.plusSeconds(301))).isFalse();
    }

    @Test
    void keepsAnAlertThatIsToldAgain() {
        for (int minute = 0; minute < 60; minute++) {
            Instant at = NOON.plus(Duration.ofMinutes(minute));
            board.alert(alert("a", true, at.plusSeconds(240)), at);
            board.tick(at.plusSeconds(59));
        }
        assertThat(told).contains("FIRED").doesNotContain("CLEARED");
    }

    @Test
    void doesNotEndWhatWasResolvedOrWhatOnlyItsToolEnds() {
        // When
        board.alert(alert("a", true, NOON.plusSeconds(300)), NOON);
        board.alert(alert("a", false, NOON), NOON.plusSeconds(1));
        board.alert(alert("b", true, null), NOON);
        // Then
        assertThat(board.tick(NOON.plus(Duration.ofDays(9)))).isFalse();
        assertThat(told).containsExactly("FIRED", "CLEARED", "FIRED");
    }

    @Test
    void endsItAlsoAfterARestart() {
        // Given
        board.alert(alert("a", true, NOON.plusSeconds(300)), NOON);
        // When
        ToolBoard again = board();
        Written.read(Written.bytes(board::write), in -> {
            again.read(in);
            return true;
        });
        // Then
        assertThat(again.tick(NOON.plusSeconds(300))).isTrue();
        assertThat(told).containsExactly("FIRED", "CLEARED");
    }

    @Test
    void readsACheckpointThatKnowsOfNoAlertsThatEnd() {
        // Given: what was written before, which began with the providers.
        board.alert(alert("b", true, null), NOON);
        byte[] now = Written.bytes(board::write);
        int mark = Integer.BYTES + Integer.BYTES;
        byte[] before = Arrays.copyOfRange(now, mark, now.length);
        // When
        ToolBoard again = board();
        Written.read(before, in -> {
            again.read(in);
            return true;
        });
        again.alert(alert("b", false, NOON), NOON.plusSeconds(5));
        // Then
        assertThat(told).containsExactly("FIRED", "CLEARED");
    }

    private ToolBoard board() {
        FunctionRules rules = new FunctionRules().state(RULE, ExternalAlertState.class, ExternalAlertState::firing);
        Thresholds thresholds = Thresholds.load(Path.of("../pipeline/src/test/resources/fold-thresholds.yaml"));
        Output output = entry -> {
            Statement.Kind kind = ((LogEntry.Stated) entry).statement().kind();
            if (kind != Statement.Kind.REFRESHED) {
                told.add(kind.name());
            }
        };
        return new ToolBoard(new Judge(0, rules.evaluator(), thresholds, output), state -> {});
    }

    private static ExternalAlert alert(String fingerprint, boolean firing, @Nullable Instant endsAt) {
        return new ExternalAlert(
                new Origin(fingerprint + firing + endsAt, NOON, "prometheus", "default"),
                Attribution.NONE,
                "alertmanager",
                fingerprint,
                "Slow",
                firing,
                "page",
                "slow",
                Double.NaN,
                Double.NaN,
                NOON,
                endsAt,
                Map.of("alertname", "Slow"),
                null);
    }
}
