// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.Usd;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.node.SteppedEngine;
import java.io.IOException;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One trace through the engine: event time drives the clock, the clock drives the rules. Used once; not thread-safe.
 */
final class Replay {
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST_BAD_SHOWN = 100;
    /** A later row moves the clock second by second; a wrong year would keep it busy for weeks. */
    private static final Duration LONGEST_GAP = Duration.ofDays(31);
    /** Sums are at most a second late, decisions another. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final RuleFiles rules;
    private final Pace pace;
    private final JournalMeter journal = new JournalMeter();
    private final List<Signal> waiting = new ArrayList<>();
    private final List<TraceRow.Bad> bad = new ArrayList<>();
    private final TreeMap<String, Long> alerts = new TreeMap<>();
    private @Nullable SteppedEngine engine;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private long rows;
    private long signals;
    private long badRows;

    Replay(RuleFiles rules, Pace pace) {
        this.rules = rules;
        this.pace = pace;
    }

    /** Replays a file. */
    ReplayReport run(TraceFile file, TraceFormat format, Optional<String> first, Progress progress) throws IOException {
        long started = System.nanoTime();
        Optional<String> text = first.isPresent() ? first : file.next();
        while (text.isPresent()) {
            take(format.read(file.number(), text.get()));
            progress.at(file.bytes(), rows);
            text = file.next();
        }
        finish();
        double seconds = Math.round((System.nanoTime() - started) / 1e6) / 1e3;
        return report(seconds, format.assumptions());
    }

    private void take(TraceRow row) {
        if (row instanceof TraceRow.Read read) {
            take(read);
        } else if (row instanceof TraceRow.Bad wrong) {
            refuse(wrong);
        }
    }

    private void refuse(TraceRow.Bad wrong) {
        badRows++;
        if (bad.size() < MOST_BAD_SHOWN) {
            bad.add(wrong);
        }
    }

    private void take(TraceRow.Read row) {
        Instant second = row.at().truncatedTo(ChronoUnit.SECONDS);
        SteppedEngine node = engine == null ? start(second) : engine;
        if (second.isAfter(node.now().plus(LONGEST_GAP))) {
            refuse(new TraceRow.Bad(
                    row.line(), "must not be more than 31 days after " + node.now() + ", was " + row.at()));
            return;
        }
        if (second.isAfter(node.now())) {
            flush(node);
            advance(node, second);
        }
        rows++;
        signals += row.signals().size();
        waiting.addAll(row.signals());
        from = from == null || row.at().isBefore(from) ? row.at() : from;
        until = until == null || row.at().isAfter(until) ? row.at() : until;
        if (waiting.size() >= MOST_AT_ONCE) {
            flush(node);
        }
    }

    private SteppedEngine start(Instant at) {
        SteppedEngine node = new SteppedEngine(Nobody.parts(journal, rules), at);
        node.listen(this::hear);
        engine = node;
        return node;
    }

    private void hear(Engine.Update update) {
        if (update.what().equals("fired")) {
            update.alert().ifPresent(live -> alerts.merge(live.alert().rule(), 1L, Long::sum));
        }
    }

    private void advance(SteppedEngine node, Instant to) {
        Instant next = node.now().plusSeconds(1);
        while (!next.isAfter(to)) {
            pace.await(next);
            node.advanceTo(next);
            next = next.plusSeconds(1);
        }
    }

    private void flush(SteppedEngine node) {
        if (!waiting.isEmpty()) {
            node.accept(List.copyOf(waiting)).toCompletableFuture().join();
            waiting.clear();
        }
    }

    private void finish() {
        if (engine != null) {
            flush(engine);
            advance(engine, engine.now().plus(SETTLE));
        }
    }

    private ReplayReport report(double seconds, List<String> assumptions) {
        Map<String, Long> outcomes = engine == null ? Map.of() : engine.ledger().outcomes();
        long duplicates = outcomes.getOrDefault("duplicate", 0L);
        long accepted = outcomes.values().stream().mapToLong(Long::longValue).sum() - duplicates;
        if (engine != null) {
            engine.close();
        }
        return new ReplayReport(
                rows,
                signals,
                accepted,
                duplicates,
                outcomes.getOrDefault("late", 0L),
                signals - accepted - duplicates,
                badRows,
                bad,
                Usd.of(journal.nanoUsd()).setScale(2, RoundingMode.HALF_UP),
                seconds,
                from,
                until,
                alerts,
                assumptions);
    }
}
