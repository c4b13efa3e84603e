// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.report.Figure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleCostIT {
    @TempDir
    Path work;

    @Test
    void measuresLoadingAndJudging() throws Exception {
        Duration moment = Duration.ofMillis(50);
        Options options = new Options("", "", 1, 1, 1, moment, moment, work, Clock.systemUTC());

        List<Figure> figures = new RuleCost(List.of(12)).measure(options);

        assertThat(figures)
                .extracting(Figure::name)
                .containsExactly(
                        "12 rules: compile and load",
                        "12 rules: load",
                        "12 rules: a call, no alert",
                        "12 rules: a call, one alert",
                        "12 rules: a spend, no alert");
        assertThat(figures).extracting(Figure::value).allMatch(value -> value > 0);
    }
}
