// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.Engine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterRecordTest {
    private static final Outbound PAGE =
            new Outbound(Instant.EPOCH, DemoNode.PAGER, "trigger", "alert-1", "CRIT  Runaway loop");

    private static ClusterRecord record(long accepted, Map<String, Long> outcomes, List<Outbound> pages, boolean open) {
        long counted = outcomes.values().stream().mapToLong(Long::longValue).sum();
        return new ClusterRecord(
                3,
                8,
                "member-2",
                10,
                accepted,
                new Engine.Ledger(counted, outcomes),
                pages,
                "alert-1",
                open,
                1.26,
                Double.NaN,
                List.of());
    }

    @Test
    void isFineWhenEverySignalIsCountedOnceAndTheSameAlertIsOpen() {
        // When
        ClusterRecord record = record(10, Map.of("no-match", 9L, "alert", 1L, "duplicate", 4L), List.of(PAGE), true);

        // Then
        assertThat(record.missing()).isEmpty();
        assertThat(record.json()).contains("\"lost\" : 0", "\"takeoverSeconds\" : 1.3", "\"returnSeconds\" : null");
    }

    @Test
    void saysWhatWasLost() {
        assertThat(record(10, Map.of("no-match", 8L, "duplicate", 2L), List.of(PAGE), true)
                        .missing())
                .containsExactly("2 accepted signals were lost");
    }

    @Test
    void saysWhatWasNeverAccepted() {
        assertThat(record(9, Map.of("no-match", 9L), List.of(PAGE), true).missing())
                .containsExactly("of 10 signals 9 were accepted");
    }

    @Test
    void saysWhatWasCountedTwice() {
        assertThat(record(10, Map.of("no-match", 11L), List.of(PAGE), true).missing())
                .containsExactly("1 signals were counted twice");
    }

    @Test
    void saysThatAPageWasSentAgain() {
        assertThat(record(10, Map.of("no-match", 10L), List.of(PAGE, PAGE), true)
                        .missing())
                .containsExactly("1 pages were sent again");
    }

    @Test
    void saysThatNobodyWasPagedOrTheAlertIsGone() {
        assertThat(record(10, Map.of("no-match", 10L), List.of(), true).missing())
                .containsExactly("nobody was paged");
        assertThat(record(10, Map.of("no-match", 10L), List.of(PAGE), false).missing())
                .containsExactly("the alert is not open any more");
    }
}
