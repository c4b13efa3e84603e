// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.replay.Pace;
import io.tocsin.app.replay.Repository;
import io.tocsin.app.terminal.Fold;
import io.tocsin.fakes.PagerDutyIncident;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole stories, over real receivers and the stand-ins' sockets. */
class StoryIT {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:7420");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final List<String> lines = new ArrayList<>();
    private final BlockingQueue<String> keys = new LinkedBlockingQueue<>();

    private StoryRecord play(DemoNode node, long seed, Stage.Settings settings) throws InterruptedException {
        Narrator narrator = new Narrator(this::print, node, (tint, text) -> text, Fold.NONE);
        Story story = new Story(node, seed, Repository.rules().policy().prices(), narrator::changed);
        story.remember();
        node.engine().listen(narrator::hear);
        new Stage(story, narrator, ADDRESS, keys, settings).play();
        return StoryRecord.of(seed, node);
    }

    private void print(String line) {
        lines.add(line);
        if (line.contains("press a")) {
            keys.add("a");
        }
    }

    private static DemoNode node() {
        return DemoNode.start(Repository.rules(), Repository.runbooksFolder(), Story.BEGINS, ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void comesTrueWithEverySeed(long seed) throws InterruptedException {
        try (DemoNode node = node()) {
            // When
            StoryRecord record = play(node, seed, new Stage.Settings(Pace.max(), true, PATIENCE));

            // Then
            assertThat(StoryCheck.missing(record)).isEmpty();
            assertThat(node.vendors().pagerDuty().incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.state()).isEqualTo(PagerDutyIncident.State.RESOLVED);
                assertThat(incident.triggers()).isEqualTo(1);
                assertThat(incident.customDetails()).contains("deploy search-router 2.14", "dry run ok");
            });
            assertThat(node.vendors().opsgenie().alerts()).isEmpty();
            assertThat(record.alerts().get(1).alert().labels().get("session")).startsWith("support-bot/");
            assertThat(record.runs().get(0).approvedBy()).isEqualTo("demo");
            assertThat(record.savedUsd())
                    .isBetween(java.math.BigDecimal.valueOf(50), java.math.BigDecimal.valueOf(400));
            assertThat(node.engine().flags()).isEmpty();
        }
    }

    @Test
    void asksWhoeverWatchesAndTellsWhatHappens() throws InterruptedException {
        try (DemoNode node = node()) {
            // When
            StoryRecord record = play(node, 7, new Stage.Settings(Pace.times(100_000), false, PATIENCE));

            // Then
            assertThat(StoryCheck.missing(record)).isEmpty();
            assertThat(record.runs().get(0).approvedBy()).isEqualTo("you");
            assertThat(lines.stream()
                            .filter(line -> line.matches("\\d\\d:\\d\\d  .*"))
                            .map(StoryIT::word))
                    .containsExactly(
                            "WARN",
                            "POSTED",
                            "WARN",
                            "POSTED",
                            "CHANGE",
                            "RESOLVED",
                            "RESOLVED",
                            "CRIT",
                            "DRY RUN",
                            "PAGED",
                            "APPROVED",
                            "DONE",
                            "VERIFIED",
                            "CHANGE",
                            "REVERTED",
                            "RESOLVED");
        }
    }

    private static String word(String line) {
        return line.substring(7, 16).strip();
    }
}
