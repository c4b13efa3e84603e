// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Engine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * What happened in a story.
 *
 * @param seed what its numbers came from
 * @param alerts every alert that fired, oldest first
 * @param pages every page that reached a vendor, oldest first
 * @param runs every automation
 * @param savedUsd what the automations saved by the facts, US dollars to the cent
 * @param ledger signals and what became of them
 */
record StoryRecord(
        long seed,
        List<LiveAlert> alerts,
        List<Outbound> pages,
        List<RunbookRun> runs,
        BigDecimal savedUsd,
        Engine.Ledger ledger) {
    StoryRecord {
        alerts = List.copyOf(alerts);
        pages = List.copyOf(pages);
        runs = List.copyOf(runs);
    }

    static StoryRecord of(long seed, DemoNode node) {
        Engine engine = node.engine();
        double saved =
                engine.runs().stream().mapToDouble(RunbookRun::savedUsd).sum();
        return new StoryRecord(
                seed,
                engine.alerts().stream()
                        .sorted(Comparator.comparing(LiveAlert::startsAt).thenComparing(LiveAlert::id))
                        .toList(),
                Outbox.of(node.vendors()),
                List.copyOf(engine.runs()),
                BigDecimal.valueOf(saved).setScale(2, RoundingMode.HALF_UP),
                engine.ledger());
    }
}
