// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.AnthropicAdminFake;
import io.tocsin.fakes.Fault;
import io.tocsin.fakes.ManualClock;
import io.tocsin.fakes.StatuspageFake;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.sources.anthropic.ReportQuestion;
import io.tocsin.sources.poll.HttpFetcher;
import io.tocsin.sources.poll.Poll;
import io.tocsin.sources.poll.Poller;
import io.tocsin.sources.poll.Question;
import io.tocsin.sources.statuspage.StatusQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pollers read goes through the shipped rules, on one virtual clock for the provider, the poller and the engine. */
class PolledProvidersIT {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final PriceBook prices = Repository.rules().policy().prices();
    private final ManualClock clock = ManualClock.at("2026-11-24T10:00:00Z");
    private final StatuspageFake page = StatuspageFake.start(clock);
    private final AnthropicAdminFake admin = AnthropicAdminFake.start(clock, "sk-ant-admin-right");
    private final SteppedEngine engine =
            new SteppedEngine(Nobody.parts(new InMemoryStore(), Repository.rules()), clock.instant());

    @AfterEach
    void stop() {
        engine.close();
        admin.close();
        page.close();
    }

    private Poller poller(String name, Question question) {
        Poll poll = new Poll(name, "acme", question, INTERVAL, Duration.ofSeconds(5));
        return new Poller(poll, new HttpFetcher(HttpFetcher.REPORT_BYTES), new ToEngine(), clock, new Random(3));
    }

    private void run(Poller poller, Duration span) {
        for (long left = span.toSeconds(); left > 0; left--) {
            clock.advance(Duration.ofSeconds(1));
            poller.look();
            engine.advanceTo(clock.instant());
        }
    }

    private List<String> open() {
        return engine.alerts().stream()
                .filter(alert -> alert.state().open())
                .map(LiveAlert::alert)
                .map(alert -> alert.rule() + " " + alert.scope().label())
                .toList();
    }

    @Test
    void theWorstComponentOfAStatusPageBecomesAnIncidentUntilItWorksAgain() {
        // Given
        page.component("a", "Claude API", "operational").component("b", "Console", "operational");
        Poller poller = poller("claude", new StatusQuestion(Poll.source("claude"), page.summary(), Set.of(), prices));
        run(poller, Duration.ofMinutes(2));
        assertThat(open()).isEmpty();

        // When
        page.component("a", "Claude API", "partial_outage").incident("Errors", "investigating", "a");
        run(poller, Duration.ofMinutes(2));

        // Then
        assertThat(open()).containsExactly("provider.incident provider=anthropic");

        // When
        page.component("a", "Claude API", "under_maintenance").incident("Errors", "resolved", "a");
        run(poller, Duration.ofMinutes(5));

        // Then
        assertThat(open()).isEmpty();
    }

    @Test
    void aPageThatFallsSilentIsMissedAfterThreeIntervalsAndNoLonger() {
        // Given
        page.component("a", "Claude API", "operational");
        Poller poller = poller("claude", new StatusQuestion(Poll.source("claude"), page.summary(), Set.of(), prices));
        run(poller, Duration.ofMinutes(10));

        // When
        page.faults().always(Fault.unavailable());
        run(poller, Duration.ofMinutes(1));

        // Then
        assertThat(open()).isEmpty();

        // When
        run(poller, Duration.ofMinutes(4));

        // Then
        assertThat(open()).containsExactly("platform.missing-data source=poll/claude");

        // When
        page.faults().clear();
        run(poller, Duration.ofMinutes(4));

        // Then
        assertThat(open()).isEmpty();
    }

    @Test
    void aReportThatWasNeverAnsweredIsMissedToo() {
        // Given
        Question question = new ReportQuestion(
                ReportQuestion.Kind.COST, Poll.source("bill"), admin.url(), "sk-ant-admin-wrong", 3, prices);

        // When
        run(poller("bill", question), Duration.ofMinutes(5));

        // Then
        assertThat(open()).containsExactly("platform.missing-data source=poll/bill");
    }

    private final class ToEngine implements Poller.Sink {
        @Override
        public CompletionStage<?> accept(List<Signal> signals) {
            return engine.accept(signals);
        }

        @Override
        public boolean turn() {
            return true;
        }

        @Override
        public boolean open() {
            return true;
        }
    }
}
