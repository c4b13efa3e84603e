// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A status page hosted by Statuspage, on the loopback interface: {@code GET /api/v2/summary.json} with an entity tag that
 * changes when the page does. Its indicator says "minor" whatever happens, as real ones have been seen to. Thread-safe.
 */
public final class StatuspageFake implements AutoCloseable {
    private static final List<String> STATUSES =
            List.of("operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage");

    private final FakeServer server;
    private final Clock clock;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, Incident> maintenances = new LinkedHashMap<>();
    private Instant changedAt;
    private int version;

    private record Component(String id, String name, String status, Instant updatedAt) {}

    private record Incident(String name, String status, List<String> components, Instant updatedAt) {}

    private StatuspageFake(Clock clock) {
        this.clock = clock;
        this.changedAt = clock.instant();
        this.server = new FakeServer(0, clock, new Vendor());
    }

    /** Starts on a free port with a page of no components. */
    public static StatuspageFake start(Clock clock) {
        StatuspageFake fake = new StatuspageFake(clock);
        fake.server.open();
        return fake;
    }

    /** The address to ask. */
    public URI summary() {
        return server.url().resolve("/api/v2/summary.json");
    }

    /** The faults to come. */
    public FaultPlan faults() {
        return server.faults();
    }

    /** Every request so far, oldest first; a copy. */
    public List<Recorded> journal() {
        return server.journal();
    }

    /** Gives a component a status, and adds it if it is new. @throws IllegalArgumentException if Statuspage has no such status */
    public synchronized StatuspageFake component(String id, String name, String status) {
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException("status must be one of " + STATUSES + ", was " + status);
        }
        components.put(id, new Component(id, name, status, clock.instant()));
        return changed();
    }

    /** Opens or moves an incident; {@code resolved} takes it off the page. */
    public synchronized StatuspageFake incident(String name, String status, String... touched) {
        move(incidents, name, status, touched);
        return changed();
    }

    /** Plans or moves a maintenance; {@code completed} takes it off the page. */
    public synchronized StatuspageFake maintenance(String name, String status, String... touched) {
        move(maintenances, name, status, touched);
        return changed();
    }

    private void move(Map<String, Incident> all, String name, String status, String... touched) {
        if (status.equals("resolved") || status.equals("completed")) {
            all.remove(name);
        } else {
            all.put(name, new Incident(name, status, List.of(touched), clock.instant()));
        }
    }

    private StatuspageFake changed() {
        changedAt = clock.instant();
        version++;
        return this;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Answer page(Call call) {
        String tag = "W/\"v" + version + "\"";
        if (call.header("if-none-match").equals(Optional.of(tag))) {
            return Answer.text(304, "").with("ETag", tag);
        }
        ObjectNode page = Json.object();
        page.putObject("page")
                .put("id", "tymt9n04zgry")
                .put("name", "Claude")
                .put("url", "https://status.claude.com")
                .put("time_zone", "Etc/UTC")
                .put("updated_at", changedAt.toString());
        ArrayNode list = page.putArray("components");
        components.values().forEach(component -> list.add(describe(component)));
        ArrayNode open = page.putArray("incidents");
        incidents.values().forEach(incident -> open.add(describe(incident, "major")));
        ArrayNode planned = page.putArray("scheduled_maintenances");
        maintenances.values().forEach(one -> planned.add(describe(one, "maintenance")));
        page.putObject("status").put("indicator", "minor").put("description", "Minor Service Outage");
        return Answer.json(200, page).with("ETag", tag);
    }

    private static ObjectNode describe(Component component) {
        return Json.object()
                .put("id", component.id())
                .put("name", component.name())
                .put("status", component.status())
                .put("created_at", "2023-07-11T17:59:53.000Z")
                .put("updated_at", component.updatedAt().toString())
                .put("position", 1)
                .putNull("description")
                .put("showcase", true)
                .put("start_date", "2023-07-11")
                .putNull("group_id")
                .put("page_id", "tymt9n04zgry")
                .put("group", false)
                .put("only_show_if_degraded", false);
    }

    private ObjectNode describe(Incident incident, String impact) {
        ObjectNode node = Json.object()
                .put("id", "inc-" + incident.name().hashCode())
                .put("name", incident.name())
                .put("status", incident.status())
                .put("impact", impact)
                .put("updated_at", incident.updatedAt().toString());
        ArrayNode touched = node.putArray("components");
        incident.components().stream()
                .map(components::get)
                .filter(component -> component != null)
                .forEach(component -> touched.add(describe(component)));
        node.putArray("incident_updates");
        return node;
    }

    private final class Vendor implements FakeServer.Vendor {
        @Override
        public Answer answer(Call call) {
            return call.path().equals("/api/v2/summary.json") && call.method().equals("GET")
                    ? page(call)
                    : Answer.text(404, "not found");
        }

        @Override
        public Answer refusal(int status) {
            return Answer.text(status, "not now");
        }
    }
}
