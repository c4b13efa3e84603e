// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.detection;

import io.tocsin.app.replay.Repository;
import io.tocsin.app.replay.RuleFiles;
import io.tocsin.app.replay.Stepped;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.sources.nativeevents.NativeEventsDoor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The shipped rules as people get them: events in through the native door, alerts out, on a virtual clock. */
final class Lab implements AutoCloseable {
    /** A Monday, noon, UTC; models and prices of the shipped price book are valid then. */
    static final Instant START = Instant.parse("2026-11-02T12:00:00Z");

    private final SteppedEngine engine;
    private final Door door;
    private final List<String> waiting = new ArrayList<>();
    private long sent;

    /** With these expectations, beginning at a time. */
    Lab(String expectations, Instant start) {
        Policy shipped = Repository.rules().policy();
        Policy policy = Policy.of(
                shipped.thresholds(),
                shipped.prices(),
                List.of(),
                expectations.isEmpty()
                        ? shipped.expectations()
                        : Expectations.parse("expectations.yaml", expectations));
        engine = Stepped.engine(new RuleFiles(Repository.rules().rulebase(), policy), start);
        door = new NativeEventsDoor(policy.prices());
    }

    Lab(String expectations) {
        this(expectations, START);
    }

    /** With what ships. */
    Lab() {
        this("");
    }

    /** Hands over one event now, in JSON with single quotes; it gets an id and the present time unless it tells its own. */
    Lab send(String event) {
        String body = event.replace('\'', '"');
        String id = body.contains("\"id\"") ? "" : "\"id\":\"e" + sent++ + "\",";
        String at = body.contains("\"at\"") ? "" : "\"at\":\"" + engine.now() + "\",";
        waiting.add("{" + id + at + body.substring(1));
        return this;
    }

    /** The same event some times. */
    Lab send(int times, String event) {
        for (int i = 0; i < times; i++) {
            send(event);
        }
        return this;
    }

    /** Lets time pass. */
    Lab pass(Duration time) {
        if (!waiting.isEmpty()) {
            engine.accept(read(String.join("\n", waiting)))
                    .toCompletableFuture()
                    .join();
            waiting.clear();
        }
        engine.advanceTo(engine.now().plus(time));
        return this;
    }

    Lab seconds(long seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    Lab minutes(long minutes) {
        return pass(Duration.ofMinutes(minutes));
    }

    Lab hours(long hours) {
        return pass(Duration.ofHours(hours));
    }

    private List<Signal> read(String lines) {
        Message message = new Message(
                lines.getBytes(StandardCharsets.UTF_8), "application/x-ndjson", Map.of(), "default", engine.now());
        Reading reading = door.read(message);
        if (reading instanceof Reading.Understood understood) {
            return understood.signals();
        }
        throw new AssertionError("not understood: " + reading);
    }

    /** Every alert of a rule, open or over, oldest first. */
    List<LiveAlert> all(String rule) {
        return engine.alerts().stream()
                .filter(alert -> alert.alert().rule().equals(rule))
                .sorted(Comparator.comparing(LiveAlert::startsAt).thenComparing(LiveAlert::id))
                .toList();
    }

    /** The open alerts of a rule. */
    List<LiveAlert> open(String rule) {
        return all(rule).stream()
                .filter(alert -> alert.state() != AlertState.RESOLVED)
                .toList();
    }

    /** The rules of the open alerts, sorted. */
    List<String> open() {
        return engine.alerts().stream()
                .filter(alert -> alert.state() != AlertState.RESOLVED)
                .map(alert -> alert.alert().rule())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        engine.close();
    }
}
