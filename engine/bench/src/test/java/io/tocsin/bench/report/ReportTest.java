// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Environment ENVIRONMENT =
            new Environment(Instant.parse("2026-11-24T03:00:00Z"), 2, "17", 0.5, 1.25);
    private static final Figure FAST =
            Figure.of("accepted", 221_234, "events/s").within(Limit.atLeast(200_000));
    private static final Figure SLOW = Figure.of("answer p99", 12.345, "ms").within(Limit.atMost(10));

    @Test
    void printsFiguresBesideTheirLimits() {
        String text = new Report("throughput", ENVIRONMENT, List.of(FAST, SLOW)).text();

        assertThat(text.lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "throughput: 2026-11-24T03:00:00Z, 2 cores, Java 17, load average 0.50 before and 1.25 after",
                        "accepted 221,234 events/s >= 200,000 ok",
                        "answer p99 12.35 ms <= 10.00 MISSED");
    }

    @Test
    void writesOneJsonObject() {
        assertThat(new Report("x", ENVIRONMENT, List.of(SLOW, Figure.of("cpu", 1.5, "us"))).json())
                .isEqualTo("{\"subject\":\"x\",\"at\":\"2026-11-24T03:00:00Z\",\"cores\":2,\"java\":\"17\","
                        + "\"loadAverageBefore\":0.5,\"loadAverageAfter\":1.25,\"figures\":["
                        + "{\"name\":\"answer p99\",\"value\":12.345,\"unit\":\"ms\",\"limit\":\"<= 10.0\",\"holds\":false},"
                        + "{\"name\":\"cpu\",\"value\":1.5,\"unit\":\"us\"}]}");
    }

    @Test
    void holdsWhenEveryFigureKeepsToItsLimit() {
        assertThat(new Report("x", ENVIRONMENT, List.of(FAST)).holds()).isTrue();
        assertThat(new Report("x", ENVIRONMENT, List.of(FAST, SLOW)).holds()).isFalse();
    }

    @Test
    void missesALimitWhenTheFigureCouldNotBeMeasured() {
        assertThat(Figure.of("p99", Double.NaN, "ms").within(Limit.atMost(10)).holds())
                .isFalse();
    }
}
