// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.scenario.Rehearsal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Compares what the node told people with the truth. Not thread-safe. */
final class Score {
    private final List<Incident> incidents;
    private final Map<Incident, Found> found = new HashMap<>();
    private final Map<Incident, Double> burnt = new HashMap<>();
    private final Map<Incident, Integer> pages = new HashMap<>();
    private final Map<String, Alert> alerts = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<False> falsePages = new ArrayList<>();
    private final List<False> falsePosts = new ArrayList<>();
    private int truePages;

    Score(List<Incident> incidents) {
        this.incidents = List.copyOf(incidents);
    }

    /** A call of an incident was sent: so much more than it should have cost. */
    void burns(Incident incident, double usd) {
        burnt.merge(incident, usd, Double::sum);
    }

    /** Something came of an alert: what is only shown, as the reference asks of its kind, is found when it fires. */
    void hear(Engine.Update update) {
        if (update.alert().isEmpty() || !update.what().equals("fired")) {
            return;
        }
        LiveAlert live = update.alert().get();
        alerts.put(live.id(), live.alert());
        find(Said.by(live.alert()), update.at(), incident -> !incident.kind().told());
    }

    /** A page or a post was sent: everything else is found when people are told, and what they are told is judged. */
    void sent(String receiver, Page page) {
        Alert first = alerts.get(page.alertId());
        if (page.action() != Page.Action.TRIGGER || first == null || !told.add(receiver + page.alertId())) {
            return;
        }
        Map<String, String> labels = new TreeMap<>(first.labels());
        labels.putAll(page.details());
        Said said = new Said(first.rule(), first.scope(), labels);
        find(said, page.at(), incident -> incident.kind().told());
        List<Incident> causes = incidents.stream()
                .filter(incident -> incident.causes(said, page.at()))
                .toList();
        boolean wakes = receiver.equals(Rehearsal.PAGER);
        if (causes.isEmpty()) {
            (wakes ? falsePages : falsePosts)
                    .add(new False(page.at(), first.rule(), first.scope().label(), String.join("; ", page.lines())));
        } else if (wakes) {
            truePages++;
            causes.forEach(incident -> pages.merge(incident, 1, Integer::sum));
        }
    }

    private void find(Said said, Instant at, Predicate<Incident> which) {
        for (Incident incident : incidents) {
            if (which.test(incident) && incident.foundBy(said, at)) {
                Duration after = Duration.between(incident.start(), at);
                found.putIfAbsent(incident, new Found(said.rule(), after, burnt.getOrDefault(incident, 0.0)));
            }
        }
    }

    List<Incident> all() {
        return incidents;
    }

    List<Incident> of(Kind kind) {
        return incidents.stream().filter(incident -> incident.kind() == kind).toList();
    }

    Map<Incident, Found> found() {
        return Map.copyOf(found);
    }

    int pages(Incident incident) {
        return pages.getOrDefault(incident, 0);
    }

    int truePages() {
        return truePages;
    }

    List<False> falsePages() {
        return List.copyOf(falsePages);
    }

    /** Messages over nothing that woke nobody. */
    List<False> falsePosts() {
        return List.copyOf(falsePosts);
    }

    /**
     * How an incident was found.
     *
     * @param rule by which rule
     * @param after how long after its start
     * @param usd what it had burnt by then
     */
    record Found(String rule, Duration after, double usd) {
        double seconds() {
            return after.toSeconds();
        }
    }

    /**
     * Somebody was woken, or told by chat, over nothing.
     *
     * @param at when
     * @param rule by which rule
     * @param scope about whom
     * @param summary what it said
     */
    record False(Instant at, String rule, String scope, String summary) {
        @Override
        public String toString() {
            return at + " " + rule + " " + scope + ": " + summary;
        }
    }
}
