// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.plan.Report;
import io.tocsin.pipeline.ledger.LedgerReach;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkewTest {
    private static final List<String> OLDEST_FIRST = List.of("c", "b", "a", "d");

    @Test
    void theClockThatIsAwayFromTheMiddleShowsWhoeverIsTheOldest() {
        assertThat(skews(report("a", 2), report("b", 600), report("c", 0)))
                .isEqualTo(Map.of("a", seconds(0), "b", seconds(598), "c", seconds(-2)));
        assertThat(skews(report("a", -600), report("b", -599), report("c", 0)))
                .isEqualTo(Map.of("a", seconds(-1), "b", seconds(0), "c", seconds(599)));
    }

    @Test
    void ofTwoTheOlderCounts() {
        assertThat(skews(report("a", 600), report("b", 0))).isEqualTo(Map.of("a", seconds(600), "b", seconds(0)));
        assertThat(skews(report("a", -600), report("b", 0))).isEqualTo(Map.of("a", seconds(-600), "b", seconds(0)));
        assertThat(skews(report("a", -600), report("b", 2), report("c", 4), report("d", 600)))
                .isEqualTo(Map.of("a", seconds(-604), "b", seconds(-2), "c", seconds(0), "d", seconds(596)));
    }

    @Test
    void oneAloneIsRight() {
        assertThat(skews(report("a", 600))).isEqualTo(Map.of("a", seconds(0)));
        assertThat(skews()).isEmpty();
    }

    private static Map<String, Duration> skews(Report... reports) {
        return Skew.of(List.of(reports), OLDEST_FIRST);
    }

    private static Report report(String member, long ahead) {
        return Report.of(new Report(member, "1", "r", "c", 0, seconds(ahead), LedgerReach.REACHED, List.of()).bytes());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
