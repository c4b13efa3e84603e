// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.scenario.Rehearsal;
import io.tocsin.pipeline.signal.SignalCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** One month through the native door and a whole node. Used once; not thread-safe. */
final class MonthRun {
    /** A Monday; the end of February lies in the third week. */
    static final Instant START = Instant.parse("2026-02-09T00:00:00Z");

    private static final int MINUTE = 60;

    private final RulesOnTrial trial;
    private final int days;
    private final Calendar calendar;
    private final Traffic traffic;
    private final Troubles troubles;
    private final Readings readings;
    private final Score score;
    private long calls;

    MonthRun(RulesOnTrial trial, Trace trace, long seed, int days, int perWeek) {
        this.trial = trial;
        this.days = days;
        Dice dice = new Dice(seed);
        Sessions sessions = new Sessions();
        this.calendar = new Calendar(START, days, dice.split());
        this.traffic = new Traffic(calendar, trace, sessions, dice.split());
        this.troubles = new Troubles(START, days, perWeek, sessions, dice.split());
        this.readings = new Readings(troubles, calendar, dice.split());
        this.score = new Score(troubles.all());
    }

    /** Runs it; hears of each day that is over. */
    Score run(LongConsumer day) {
        long minutes = Duration.ofDays(days).toMinutes();
        try (SteppedEngine node =
                Rehearsal.node(new PassingStore(), trial.rulebase(), trial.policy(), START, score::sent)) {
            node.listen(score::hear);
            for (long minute = 0; minute < minutes; minute++) {
                minute(node, START.plusSeconds(minute * MINUTE));
                if ((minute + 1) % Duration.ofDays(1).toMinutes() == 0) {
                    day.accept((minute + 1) / Duration.ofDays(1).toMinutes());
                }
            }
        }
        return score;
    }

    /** How it stands after a day, in words, and of whom people were told over nothing on that day. */
    String soFar(long day) {
        Instant now = START.plus(Duration.ofDays(day));
        Instant before = now.minus(Duration.ofDays(1));
        long over = troubles.all().stream()
                .filter(incident -> incident.end().isBefore(now))
                .count();
        String stands =
                calls + " calls, " + score.found().size() + " of " + over + " troubles found, woken over nothing "
                        + score.falsePages().size() + " times, posted "
                        + score.falsePosts().size();
        return stands + today("woken", score.falsePages(), before) + today("posted", score.falsePosts(), before);
    }

    private static String today(String what, List<Score.False> all, Instant since) {
        return all.stream()
                .filter(one -> !one.at().isBefore(since))
                .map(one -> System.lineSeparator() + "  " + what + ": " + one)
                .collect(Collectors.joining());
    }

    /** How many calls were made. */
    long calls() {
        return calls;
    }

    private void minute(SteppedEngine node, Instant from) {
        Instant to = from.plusSeconds(MINUTE);
        TreeMap<Instant, List<Signal>> due = new TreeMap<>();
        TreeMap<Instant, List<Call>> calls = new TreeMap<>();
        traffic.minute(from);
        traffic.until(to).stream().filter(troubles::touch).forEach(call -> put(calls, call.at, call));
        troubles.calls(from, traffic).forEach(call -> put(calls, call.at, call));
        calendar.signals(from, to).forEach(signal -> put(due, signal.at(), signal));
        for (int second = 0; second < MINUTE; second += Readings.EVERY_SECONDS) {
            Instant at = from.plusSeconds(second);
            readings.at(at).forEach(signal -> put(due, at, signal));
        }
        for (int second = 0; second < MINUTE; second++) {
            Instant at = from.plusSeconds(second);
            node.advanceTo(at);
            List<Signal> now = new ArrayList<>();
            while (!due.isEmpty() && !due.firstKey().isAfter(at)) {
                now.addAll(due.pollFirstEntry().getValue());
            }
            List<Call> ofNow = calls.remove(at);
            if (ofNow != null) {
                ofNow.forEach(call -> now.add(priced(call)));
            }
            deliver(node, now, at);
        }
    }

    private static <T> void put(TreeMap<Instant, List<T>> into, Instant at, T value) {
        into.computeIfAbsent(at, any -> new ArrayList<>()).add(value);
    }

    /** The call with its cost as a gateway reports it; what a trouble adds is kept for the score alone. */
    private Signal priced(Call call) {
        PriceBook prices = trial.policy().prices();
        LlmCall bare = call.signal("call-" + ++calls);
        Cost cost = prices.price(bare.model(), bare.tokens(), bare.handling(), bare.at());
        Incident incident = call.incident;
        if (incident != null && incident.kind().costs()) {
            double normal = incident.kind() == Kind.DEAR_MODEL
                    ? prices.price(call.feature.model(), bare.tokens(), bare.handling(), bare.at())
                            .usd()
                    : 0;
            score.burns(incident, cost.usd() - normal);
        }
        return new LlmCall(
                bare.origin(),
                bare.who(),
                bare.provider(),
                bare.model(),
                bare.tokens(),
                cost,
                bare.result(),
                bare.handling());
    }

    /** Through the native door, as bytes. */
    private void deliver(SteppedEngine node, List<Signal> batch, Instant at) {
        if (batch.isEmpty()) {
            return;
        }
        Reading reading = SignalCodec.readNative(
                new Message(SignalCodec.write(batch), "application/x-ndjson", Map.of(), "default", at),
                trial.policy().prices());
        if (reading instanceof Reading.Understood understood) {
            node.accept(understood.signals());
        } else {
            throw new IllegalStateException("the door refuses what the month sends: " + reading);
        }
    }
}
