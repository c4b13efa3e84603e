// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.AnthropicAdminFake;
import io.tocsin.fakes.Recorded;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.sources.Sender;
import io.tocsin.sources.anthropic.ReportQuestion;
import io.tocsin.sources.anthropic.ReportQuestion.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportPollIT {
    private static final String KEY = "sk-ant-admin-0123456789abcdef";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SONNET = "claude-sonnet-5";

    private final Bench bench = new Bench();
    private final AnthropicAdminFake admin = AnthropicAdminFake.start(bench.clock, KEY);

    @AfterEach
    void stop() {
        admin.close();
    }

    private Poller poller(Kind kind, String key) {
        return bench.poller(new ReportQuestion(kind, Poll.source("bill"), admin.url(), key, 4, Sender.BOOK), HOUR);
    }

    private List<MetricPoint> metrics(String name) {
        return bench.news().stream()
                .map(MetricPoint.class::cast)
                .filter(metric -> metric.name().equals(name))
                .toList();
    }

    @Test
    void readsCentsAndSumsADayByWorkspaceAndModel() {
        // Given
        admin.bill("2026-11-22", "wrkspc_1", SONNET, "uncached_input_tokens", "123.78912", 0)
                .bill("2026-11-22", "wrkspc_1", SONNET, "output_tokens", "0.00188", 0)
                .bill("2026-11-22", "", SONNET, "output_tokens", "50", 0);

        // When
        poller(Kind.COST, KEY).look();

        // Then
        assertThat(metrics("anthropic.cost")).extracting(MetricPoint::value).contains(1.2378912, 0.0000188, 0.5);
        assertThat(metrics("provider.cost")).hasSize(2);
        MetricPoint ours = metrics("provider.cost").stream()
                .filter(metric -> "wrkspc_1".equals(metric.who().workspace()))
                .findFirst()
                .orElseThrow();
        assertThat(ours.value()).isEqualTo(1.23791);
        assertThat(ours.unit()).isEqualTo("USD");
        assertThat(ours.labels())
                .containsEntry("provider", "anthropic")
                .containsEntry("model", SONNET)
                .containsEntry("cost_type", "tokens");
        assertThat(ours.start()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(ours.at()).isEqualTo("2026-11-23T00:00:00Z");
    }

    @Test
    void followsThePagesAndReadsTheLastDaysAgainBecauseFiguresSettle() {
        // Given
        admin.daysPerPage(1)
                .bill("2026-11-19", "", SONNET, "output_tokens", "100", 0)
                .bill("2026-11-20", "", SONNET, "output_tokens", "200", 0)
                .bill("2026-11-23", "", SONNET, "output_tokens", "300", 0);
        Poller poller = poller(Kind.COST, KEY);
        poller.look();

        // Then
        assertThat(admin.journal()).hasSize(4);
        assertThat(metrics("provider.cost")).extracting(MetricPoint::value).containsExactly(2.0, 3.0);

        // When
        admin.bill("2026-11-20", "", SONNET, "output_tokens", "210", 0);
        bench.run(poller, Duration.ofMinutes(70));

        // Then
        assertThat(metrics("provider.cost")).extracting(MetricPoint::value).containsExactly(2.0, 3.0, 2.1);
    }

    @Test
    void readsTokensOfTheRunningDay() {
        // Given
        admin.bill("2026-11-23", "wrkspc_1", SONNET, "uncached_input_tokens", "1", 1500);

        // When
        poller(Kind.USAGE, KEY).look();

        // Then
        MetricPoint input = metrics("anthropic.tokens").stream()
                .filter(metric -> "uncached_input".equals(metric.labels().get("type")))
                .findFirst()
                .orElseThrow();
        assertThat(input.value()).isEqualTo(1500);
        assertThat(input.at()).isEqualTo("2026-11-23T16:30:00Z");
        assertThat(metrics("provider.cost")).isEmpty();
    }

    @Test
    void saysThatAKeyIsRefusedAndNeverTheKey() {
        // Given
        Poller poller = poller(Kind.COST, "sk-ant-admin-wrong");

        // When
        poller.look();

        // Then
        assertThat(poller.view().reason()).isEqualTo("answered 401");
        assertThat(bench.news()).isEmpty();
        assertThat(admin.journal()).extracting(Recorded::status).containsOnly(401);
        assertThat(poller.poll().toString()).doesNotContain("sk-ant");
    }
}
