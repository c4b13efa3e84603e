// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.Fault;
import io.tocsin.fakes.Recorded;
import io.tocsin.fakes.StatuspageFake;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.ProviderStatus.Level;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.sources.Sender;
import io.tocsin.sources.statuspage.StatusQuestion;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusPollIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Bench bench = new Bench();
    private final StatuspageFake page = StatuspageFake.start(bench.clock);

    @AfterEach
    void stop() {
        page.close();
    }

    private Poller poller(String... components) {
        return bench.poller(
                new StatusQuestion(Poll.source("status"), page.summary(), Set.of(components), Sender.BOOK), MINUTE);
    }

    private List<Level> levels() {
        return bench.news().stream()
                .map(signal -> ((ProviderStatus) signal).level())
                .toList();
    }

    @Test
    void tellsTheComponentsAndNotTheIndicator() {
        // Given
        page.component("k8w3r06qmzrp", "Claude API", "major_outage").component("x", "Console", "operational");

        // When
        poller().look();

        // Then
        assertThat(levels()).containsExactly(Level.MAJOR_OUTAGE, Level.OPERATIONAL);
        assertThat(bench.news()).extracting(signal -> signal.origin().source()).containsOnly("poll/status");
        assertThat(((ProviderStatus) bench.news().get(0)).provider()).isEqualTo("anthropic");
    }

    @Test
    void tellsOnlyTheComponentsThatMatterAndSaysWhichThePageDoesNotHave() {
        // Given
        page.component("a", "API", "operational").component("b", "Console", "major_outage");

        // When
        Poller poller = poller("API", "Batches");
        poller.look();

        // Then
        assertThat(bench.news())
                .extracting(signal -> ((ProviderStatus) signal).component())
                .containsExactly("API");
        assertThat(poller.view().reason()).isEmpty();
    }

    @Test
    void tellsPlannedMaintenanceApartOnceItHasBegun() {
        // Given
        page.component("a", "API", "operational").maintenance("Upgrade", "scheduled", "a");
        Poller poller = poller();
        poller.look();

        // When
        page.maintenance("Upgrade", "in_progress", "a");
        bench.run(poller, Duration.ofMinutes(2));
        page.maintenance("Upgrade", "completed", "a");
        bench.run(poller, Duration.ofMinutes(2));

        // Then
        assertThat(levels())
                .startsWith(Level.OPERATIONAL)
                .contains(Level.MAINTENANCE)
                .endsWith(Level.OPERATIONAL);
        assertThat(bench.news())
                .filteredOn(signal -> ((ProviderStatus) signal).level() == Level.MAINTENANCE)
                .extracting(signal -> ((ProviderStatus) signal).incident())
                .containsOnly("Upgrade");
    }

    @Test
    void asksWithTheTagOfWhatItHasTakenAndTellsThatThePageAnswered() {
        // Given
        page.component("a", "API", "operational");
        Poller poller = poller();

        // When
        poller.look();
        bench.run(poller, Duration.ofMinutes(5));

        // Then
        assertThat(page.journal().get(0).header("if-none-match")).isEmpty();
        assertThat(page.journal()).extracting(Recorded::status).startsWith(200).contains(304);
        assertThat(page.journal()).filteredOn(call -> call.status() == 200).hasSize(1);
        assertThat(bench.news()).hasSize(1);
        assertThat(bench.signs()).isBetween(5L, 8L);
        MetricPoint sign = (MetricPoint) bench.batches.get(0).get(0);
        assertThat(sign.name()).isEqualTo("tocsin.report_interval");
        assertThat(sign.value()).isEqualTo(60);
    }

    @Test
    void readsAgainWhatCouldNotBeKept() {
        // Given
        page.component("a", "API", "operational");
        Poller poller = poller();
        poller.look();
        page.component("a", "API", "partial_outage");

        // When
        bench.full = true;
        bench.run(poller, Duration.ofMinutes(2));
        bench.full = false;
        bench.run(poller, Duration.ofMinutes(2));

        // Then
        assertThat(levels()).containsExactly(Level.OPERATIONAL, Level.PARTIAL_OUTAGE);
    }

    @Test
    void waitsLongerAfterEachFailureUpToTheInterval() {
        // Given
        page.component("a", "API", "operational");
        page.faults().always(Fault.unavailable());
        Poller poller = poller();

        // When
        poller.look();
        bench.run(poller, Duration.ofMinutes(10));

        // Then
        List<Instant> asked = page.journal().stream().map(Recorded::at).toList();
        assertThat(asked).hasSizeBetween(10, 30);
        assertThat(Duration.between(asked.get(0), asked.get(1))).isLessThanOrEqualTo(Duration.ofSeconds(6));
        for (int i = 1; i < asked.size(); i++) {
            assertThat(Duration.between(asked.get(i - 1), asked.get(i))).isLessThanOrEqualTo(Duration.ofSeconds(61));
        }
        assertThat(poller.view().reason()).isEqualTo("answered 503");

        // When
        page.faults().clear();
        bench.run(poller, Duration.ofMinutes(2));

        // Then
        assertThat(poller.view().failures()).isZero();
        assertThat(levels()).containsExactly(Level.OPERATIONAL);
    }

    @Test
    void leavesAProviderAloneForAsLongAsItAsks() {
        // Given
        page.faults().next(Fault.tooManyRequests(Duration.ofMinutes(3)));
        Poller poller = poller();

        // When
        poller.look();
        bench.run(poller, Duration.ofMinutes(4));

        // Then
        assertThat(Duration.between(
                        page.journal().get(0).at(), page.journal().get(1).at()))
                .isBetween(Duration.ofSeconds(180), Duration.ofSeconds(182));
    }

    @Test
    void leavesAProviderAloneWhenItCanTakeNothingForAMomentInBetween() {
        // Given
        page.component("a", "API", "operational");
        page.faults().next(Fault.tooManyRequests(Duration.ofMinutes(3)));
        Poller poller = poller();

        // When
        poller.look();
        bench.open = false;
        bench.run(poller, Duration.ofMinutes(1));
        bench.open = true;
        bench.run(poller, Duration.ofMinutes(1));

        // Then
        assertThat(page.journal()).hasSize(1);
        bench.run(poller, Duration.ofMinutes(2));
        assertThat(page.journal()).hasSize(2);
    }

    @Test
    void keepsItsDistanceAfterAFaultOfOurs() {
        // Given
        Question faulty = new Question() {
            @Override
            public URI first(Instant now) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public Map<String, String> headers() {
                return Map.of();
            }

            @Override
            public Answer read(Message answer, URI asked) {
                throw new IllegalStateException("a bug");
            }
        };
        Poller poller = bench.poller(faulty, MINUTE);

        // When
        poller.look();
        poller.look();

        // Then
        assertThat(poller.view().failures()).isEqualTo(1);
        assertThat(poller.view().reason()).isEqualTo("a fault of ours: IllegalStateException");
    }

    @Test
    void survivesAnswersThatAreNone() {
        // Given
        page.component("a", "API", "operational");
        page.faults().next(Fault.html(), Fault.truncated(), Fault.stalled(), Fault.reset());
        Poller poller = bench.poller(
                new StatusQuestion(Poll.source("status"), page.summary(), Set.of(), Sender.BOOK),
                MINUTE,
                Duration.ofMillis(800));

        // When
        poller.look();
        bench.run(poller, Duration.ofMinutes(5));

        // Then
        assertThat(poller.view().failed()).isBetween(3L, 4L); // a connection that broke may be tried again beneath
        assertThat(levels()).containsExactly(Level.OPERATIONAL);
    }

    @Test
    void leavesItToTheMemberWhoseTurnItIsAndAsksAtOnceWhenItIsItsOwn() {
        // Given
        page.component("a", "API", "operational");
        Bench other = new Bench();
        Poller theirs =
                other.poller(new StatusQuestion(Poll.source("status"), page.summary(), Set.of(), Sender.BOOK), MINUTE);
        Poller ours = poller();
        bench.turn = false;

        // When
        theirs.look();
        ours.look();
        bench.turn = true;
        ours.look();

        // Then
        assertThat(page.journal()).hasSize(2);
        assertThat(bench.batches.stream().flatMap(List::stream).map(Signal::id).toList())
                .isEqualTo(other.batches.stream()
                        .flatMap(List::stream)
                        .map(Signal::id)
                        .toList());
    }
}
