// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.Page;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.scenario.Scenario.Check;
import io.tocsin.pipeline.scenario.Scenario.Story;
import io.tocsin.pipeline.scenario.Scenario.Told;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.signal.SignalCodec;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.rulebase.CoveredRulebase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One story through a whole node. Used once; not thread-safe. */
final class StoryRun {
    private final Story story;
    private final WatchedFacts rules;
    private final Policy policy;
    private final TreeMap<Instant, List<Signal>> signals = new TreeMap<>();
    private final List<Heard> heard = new ArrayList<>();
    private final List<Instant> pages = new ArrayList<>();

    StoryRun(Story story, CoveredRulebase rules, Policy policy) {
        this.story = story;
        this.rules = new WatchedFacts(rules);
        this.policy = policy;
    }

    /** How it differs from what was expected, and why. */
    List<String> run(List<String> near) {
        for (int i = 0; i < story.events().size(); i++) {
            String refused = read(i, story.events().get(i));
            if (!refused.isEmpty()) {
                return List.of(refused);
            }
        }
        Duration end =
                story.checks().stream().map(Check::to).max(Duration::compareTo).orElse(Duration.ZERO);
        List<String> differences = new ArrayList<>();
        try (SteppedEngine node = Rehearsal.node(
                new InMemoryStore(), rules, policy, story.start(), (receiver, page) -> sent(receiver, page))) {
            node.listen(this::hear);
            Instant last = story.start().plus(end);
            for (Instant now = story.start(); !now.isAfter(last); now = now.plusSeconds(1)) {
                node.advanceTo(now);
                List<Signal> due = signals.remove(now);
                if (due != null) {
                    node.accept(due);
                }
                for (Check check : story.checks()) {
                    if (story.start().plus(check.to()).equals(now)) {
                        check(check, node, differences, near);
                    }
                }
            }
        }
        return differences;
    }

    /** Makes the signals of an event through the native door; answers what it has against it. */
    private String read(int number, Told told) {
        for (int i = 0; i < told.times(); i++) {
            Instant at = story.start().plus(told.at()).plus(told.every().multipliedBy(i));
            byte[] body = told.event().at(i, "event-" + number + "-" + i, at).getBytes(StandardCharsets.UTF_8);
            Reading reading = SignalCodec.readNative(
                    new Message(body, "application/json", Map.of(), "default", at), policy.prices());
            if (reading instanceof Reading.Understood understood) {
                signals.computeIfAbsent(at, any -> new ArrayList<>()).addAll(understood.signals());
            } else {
                String why = reading instanceof Reading.Rejected rejected
                        ? rejected.problem().detail()
                        : "it is not understood";
                return "event " + (number + 1) + " is refused at the door: " + why;
            }
        }
        return "";
    }

    private void sent(String receiver, Page page) {
        if (receiver.equals(Rehearsal.PAGER) && page.action() == Page.Action.TRIGGER) {
            pages.add(page.at());
        }
    }

    private void hear(Engine.Update update) {
        if (update.what().equals("fired")) {
            update.alert().ifPresent(alert -> heard.add(new Heard(update.at(), alert.alert())));
        }
    }

    private void check(Check check, SteppedEngine node, List<String> differences, List<String> near) {
        String when = "at " + spell(check.to()) + ": ";
        Set<String> judged = check.alerts().stream().map(AlertPattern::rule).collect(Collectors.toSet());
        List<Alert> open = new ArrayList<>(open(check, node));
        for (AlertPattern expected : check.alerts()) {
            List<Alert> found = open.stream().filter(expected::means).toList();
            if (found.isEmpty()) {
                differences.add(when + "expected an alert, there was none: " + expected);
                near.addAll(rules.nearest(expected.rule()));
            }
            found.stream()
                    .flatMap(alert -> expected.differences(alert).stream())
                    .forEach(line -> differences.add(when + expected + ": " + line));
            open.removeAll(found);
        }
        open.stream()
                .filter(alert -> judged.contains(alert.rule()))
                .forEach(alert -> differences.add(when + "expected no further alert, was: " + alert.rule() + " of "
                        + alert.scope().label() + ": " + alert.summary()));
        stated(check)
                .filter(alert -> check.none().contains(alert.alert().rule()))
                .forEach(alert -> differences.add("at " + spell(Duration.between(story.start(), alert.at()))
                        + ": expected no alert of " + alert.alert().rule() + ", was: "
                        + alert.alert().summary()));
        long sent = pages.stream()
                .filter(at -> !at.isAfter(story.start().plus(check.to())))
                .count();
        check.pages()
                .filter(expected -> expected != sent)
                .ifPresent(expected -> differences.add(when + "expected " + expected + " pages so far, were " + sent));
    }

    /** Alerts open now, and the one-offs stated since the beginning of the check, or of the story for a moment. */
    private List<Alert> open(Check check, SteppedEngine node) {
        List<Alert> alerts = new ArrayList<>();
        node.alerts().stream()
                .filter(alert -> alert.state().open() && !alert.alert().event())
                .map(LiveAlert::alert)
                .forEach(alerts::add);
        Instant from =
                check.from().equals(check.to()) ? story.start() : story.start().plus(check.from());
        heard.stream()
                .filter(one -> one.alert().event() && !one.at().isBefore(from))
                .map(Heard::alert)
                .forEach(alerts::add);
        return alerts;
    }

    private Stream<Heard> stated(Check check) {
        Instant from = story.start().plus(check.from());
        Instant to = story.start().plus(check.to());
        return heard.stream()
                .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to));
    }

    private static String spell(Duration span) {
        return span.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /**
     * An alert that began to fire.
     *
     * @param at when
     * @param alert as it was then
     */
    private record Heard(Instant at, Alert alert) {}
}
