// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.report.Figure;
import io.tocsin.sources.Doors;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorCostIT {
    @TempDir
    Path work;

    @Test
    void measuresEachDoorBesideItsBareParser() throws Exception {
        Duration moment = Duration.ofMillis(300);
        Options options = new Options("", "", 1, 1, 1, moment, moment, work, Clock.systemUTC());

        List<Figure> figures = new DoorCost().measure(options);

        assertThat(figures).extracting(Figure::value).allMatch(value -> value > 0);
        assertThat(figures)
                .extracting(Figure::name)
                .containsAll(
                        Doors.names().stream().map(door -> door + ": messages").toList())
                .contains("otlp-traces: bare parser", "prometheus-alerts: bytes");
        assertThat(figures)
                .filteredOn(figure -> figure.limit().isPresent())
                .extracting(Figure::name)
                .containsExactly(
                        "native: share of the bare parser's speed",
                        "otlp-traces: share of the bare parser's speed",
                        "otlp-logs: share of the bare parser's speed",
                        "otlp-metrics: share of the bare parser's speed");
    }
}
