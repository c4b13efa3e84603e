// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.statuspage;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code summary.json}: how things stand now. Its ids follow the page and its components, so that asking again tells
 * nothing twice. A planned maintenance that has begun is told apart from an outage, also when the page leaves the component at
 * operational; one that is only planned is not told.
 *
 * @param components names or ids of those that matter; empty for all
 * @param receivedAt when it arrived
 */
record Summary(Set<String> components, Instant receivedAt) {
    private static final List<String> UNDER_WAY = List.of("in_progress", "verifying");
    private static final String OPERATIONAL = "operational";
    private static final String MAINTENANCE = "maintenance";

    /** Reads a body that must be one. */
    Optional<Problem> read(Node body, SignalGate gate) {
        String provider = Pages.provider(body.at("page"));
        if (provider == null || !body.at("components").isArray()) {
            return Records.unknown("a summary of Statuspage");
        }
        return read(body, new Told(gate, provider, receivedAt));
    }

    /** Reads a body that has components. */
    Optional<Problem> read(Node body, Told told) {
        Map<String, String> maintenances = new LinkedHashMap<>();
        body.at("scheduled_maintenances").items().stream()
                .filter(one -> UNDER_WAY.contains(one.text("status", "")))
                .forEach(one -> titles(one, maintenances));
        Map<String, String> titles = new LinkedHashMap<>(maintenances);
        body.at("incidents").items().forEach(incident -> titles(incident, titles));
        Set<String> missing = new TreeSet<>(components);
        Problem first = null;
        for (Node component : body.at("components").items()) {
            if (!component.flag("group") && matters(component, missing)) {
                Optional<Problem> problem = component(component, body.at("page"), maintenances, titles, told);
                first = first == null ? problem.orElse(null) : first;
            }
        }
        return Optional.ofNullable(first == null && !missing.isEmpty() ? unknown(missing, body) : first);
    }

    private boolean matters(Node component, Set<String> missing) {
        String name = component.text("name", "");
        String id = component.text("id", "");
        missing.remove(name);
        missing.remove(id);
        return components.isEmpty() || components.contains(name) || components.contains(id);
    }

    private static Optional<Problem> component(
            Node component, Node page, Map<String, String> maintenances, Map<String, String> titles, Told told) {
        String key = component.text("id", "");
        String title = titles.get(key);
        String said = Told.level(component.text("status", ""));
        String level = OPERATIONAL.equals(said) && maintenances.containsKey(key) ? MAINTENANCE : said;
        String id = Ids.hash(
                page.text("id"),
                page.text("updated_at"),
                key,
                component.text("name"),
                level,
                title,
                component.text("updated_at"));
        return told.status(component.text("name", Told.WHOLE_PAGE), level, title, id, told.receivedAt());
    }

    /** Adds the title of an incident or maintenance under the id of each component that it touches. */
    private static void titles(Node incident, Map<String, String> titles) {
        String title = incident.text("name", "incident");
        incident.at("components").items().forEach(touched -> titles.put(touched.text("id", ""), title));
        for (Node update : incident.at("incident_updates").items()) {
            update.at("affected_components").items().forEach(touched -> titles.put(touched.text("code", ""), title));
        }
    }

    private static Problem unknown(Set<String> missing, Node body) {
        List<String> names = body.at("components").items().stream()
                .filter(component -> !component.flag("group"))
                .map(component -> component.text("name", ""))
                .limit(20)
                .toList();
        return Problems.value(
                "schema",
                "components",
                "has no " + String.join(", ", missing) + "; it has " + String.join(", ", names),
                "name components as the page does");
    }
}
