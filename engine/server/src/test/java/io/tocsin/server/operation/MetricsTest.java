// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void boundsReasonsThatComeFromOutside() {
        // Given
        Metrics metrics = new Metrics("1", Map::of);
        // When
        for (int i = 0; i < 150; i++) {
            metrics.refused("reason-" + i);
        }
        metrics.refused("reason-0");
        // Then
        List<String> lines = samples(metrics, "tocsin_http_refusals_total");
        assertThat(lines).hasSize(101);
        assertThat(lines).contains("tocsin_http_refusals_total{reason=\"overflow\",} 50.0");
        assertThat(lines).contains("tocsin_http_refusals_total{reason=\"reason-0\",} 2.0");
    }

    @Test
    void namesEachFamilyOnceWithHelpAndType() {
        // Given
        Metrics metrics = new Metrics(
                "1",
                () -> Map.of(
                        "http_requests_total", 9.0,
                        "alerts{state=\"firing\"}", 1.0,
                        "alerts{state=\"resolved\"}", 2.0,
                        "rule_evaluations_total", 5.0,
                        "not a name", 1.0));
        // When
        String scrape = metrics.scrape();
        // Then
        assertThat(scrape.split("# TYPE tocsin_http_requests_total ", -1)).hasSize(2);
        assertThat(scrape.split("# TYPE tocsin_alerts gauge", -1)).hasSize(2);
        assertThat(scrape)
                .contains("tocsin_alerts{state=\"firing\",} 1.0", "tocsin_alerts{state=\"resolved\",} 2.0")
                .contains("# HELP tocsin_rule_evaluations_total Engine: rule evaluations.")
                .doesNotContain("not a name")
                .doesNotContain("tocsin_http_requests_total 9.0");
    }

    private static List<String> samples(Metrics metrics, String name) {
        return Arrays.stream(metrics.scrape().split("\n", -1))
                .filter(line -> line.startsWith(name))
                .toList();
    }
}
