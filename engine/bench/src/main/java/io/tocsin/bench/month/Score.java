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

/** Compares what the node told people with the truth. Not thread-safe. */
final class Score {
    private final List<Incident> incidents;
    private final Map<Incident, Found> found = new HashMap<>();
    private final Map<Incident, Double> burnt = new HashMap<>();
    private final Map<Incident, Integer> pages = new HashMap<>();
    private final Map<String, LiveAlert> alerts = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<False> falsePages = new ArrayList<>();
    private final TreeMap<String, Integer> falsePosts = new TreeMap<>();
    private int truePages;

    Score(List<Incident> incidents) {
        this.incidents = List.copyOf(incidents);
    }

    /** A call of an incident was sent: so much more than it should have cost. */
    void burns(Incident incident, double usd) {
        burnt.merge(incident, usd, Double::sum);
    }

    void hear(Engine.Update update) {
        if (update.alert().isEmpty() || !update.what().equals("fired")) {
            return;
        }
        LiveAlert live = update.alert().get();
        alerts.put(live.id(), live);
        for (Incident incident : incidents) {
            if (incident.foundBy(live.alert(), update.at())) {
                found.putIfAbsent(
                        incident,
                        new Found(
                                live.alert().rule(),
                                Duration.between(incident.start(), update.at()),
                                burnt.getOrDefault(incident, 0.0)));
            }
        }
    }

    void sent(String receiver, Page page) {
        LiveAlert live = alerts.get(page.alertId());
        if (page.action() != Page.Action.TRIGGER || live == null || !told.add(receiver + page.alertId())) {
            return;
        }
        List<Incident> causes = incidents.stream()
                .filter(incident -> incident.causes(live.alert(), page.at()))
                .toList();
        if (!causes.isEmpty()) {
            if (receiver.equals(Rehearsal.PAGER)) {
                truePages++;
                causes.forEach(incident -> pages.merge(incident, 1, Integer::sum));
            }
        } else if (receiver.equals(Rehearsal.PAGER)) {
            Alert alert = live.alert();
            falsePages.add(new False(page.at(), alert.rule(), alert.scope().label(), alert.summary()));
        } else {
            falsePosts.merge(live.alert().rule(), 1, Integer::sum);
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

    /** Messages over nothing that woke nobody, by rule. */
    Map<String, Integer> falsePosts() {
        return new TreeMap<>(falsePosts);
    }

    /**
     * How an incident was found.
     *
     * @param rule by which rule
     * @param after how long after its start
     * @param usd what it had burnt by then
     */
    record Found(String rule, Duration after, double usd) {}

    /**
     * Somebody was woken over nothing.
     *
     * @param at when
     * @param rule by which rule
     * @param scope about whom
     * @param summary what it said
     */
    record False(Instant at, String rule, String scope, String summary) {}
}
