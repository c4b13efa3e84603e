// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * PagerDuty's Events API v2 on the loopback interface: {@code POST /v2/enqueue} and {@code /v2/change/enqueue}.
 *
 * <p>Keeps the vendor's semantics: a repeated trigger appends to the open incident; acknowledge and resolve of an
 * unknown or resolved key, or under another routing key, are dropped with 202; a resolved incident is never opened
 * again; 120 events a minute per routing key, then 429. Thread-safe.
 */
public final class PagerDutyFake implements AutoCloseable {

    /** About 120 events a minute per integration key (developer.pagerduty.com, rate limits, read 2026-11-23). */
    public static final RateLimit VENDOR_RATE_LIMIT = RateLimit.perMinute(120);

    private final FakeServer server;
    private final List<PagerDutyIncident> incidents = new ArrayList<>();
    private final List<String> routingKeys = new ArrayList<>();
    private final List<PagerDutyChange> changes = new ArrayList<>();
    private final List<Sent> outbox = new ArrayList<>();
    private final SlidingWindow window = new SlidingWindow(VENDOR_RATE_LIMIT);
    private Set<String> knownKeys = Set.of();
    private int dropped;

    private PagerDutyFake(int port, Clock clock) {
        server = new FakeServer(port, clock, new Vendor());
    }

    /** Starts on a free port, on the system clock. */
    public static PagerDutyFake start() {
        return start(0, Clock.systemUTC());
    }

    /**
     * Starts on {@code port}, 0 for a free one.
     *
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static PagerDutyFake start(int port, Clock clock) {
        PagerDutyFake fake = new PagerDutyFake(port, clock);
        fake.server.open();
        return fake;
    }

    /** What a client uses as its base address, without a slash at the end. */
    public URI url() {
        return server.url();
    }

    /** The faults to come. */
    public FaultPlan faults() {
        return server.faults();
    }

    /** Every request so far, oldest first; a copy. */
    public List<Recorded> journal() {
        return server.journal();
    }

    /** Replaces the vendor's rate limit and forgets what was counted. */
    public synchronized PagerDutyFake rateLimit(RateLimit limit) {
        window.limit(limit);
        return this;
    }

    /** Refuses every other routing key from now on. Until then any key of 32 characters is accepted. */
    public synchronized PagerDutyFake acceptingOnly(String... keys) {
        knownKeys = Set.of(keys);
        return this;
    }

    /** Every incident ever opened, oldest first; a copy. */
    public synchronized List<PagerDutyIncident> incidents() {
        return List.copyOf(incidents);
    }

    /** The latest incident with this dedup key, open or not. */
    public synchronized Optional<PagerDutyIncident> incident(String dedupKey) {
        return incidents.stream()
                .filter(incident -> incident.dedupKey().equals(dedupKey))
                .reduce((older, newer) -> newer);
    }

    /** Change events, oldest first; a copy. */
    public synchronized List<PagerDutyChange> changes() {
        return List.copyOf(changes);
    }

    /** Acknowledge and resolve events that reached no open incident and were answered 202 all the same. */
    public synchronized int dropped() {
        return dropped;
    }

    /** What was accepted, oldest first; a copy. */
    public synchronized List<Sent> outbox() {
        return List.copyOf(outbox);
    }

    /** A person acknowledges the incident in PagerDuty's own application. */
    public synchronized boolean acknowledge(String dedupKey, Instant at) {
        for (int i = incidents.size() - 1; i >= 0; i--) {
            PagerDutyIncident incident = incidents.get(i);
            if (incident.isOpen() && incident.dedupKey().equals(dedupKey)) {
                incidents.set(i, incident.acknowledged(at));
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Answer enqueue(Call call, boolean change) {
        if (!call.isJson()) {
            return invalid(415, "Content-Type must be application/json");
        }
        if (call.bytes() > PagerDutyRules.MAX_EVENT_BYTES) {
            return invalid(413, "Event is too large (maximum is 512000 bytes)");
        }
        Optional<ObjectNode> read = Json.readObject(call.body());
        if (read.isEmpty()) {
            return invalid(400, "Event object is not valid JSON");
        }
        ObjectNode event = read.get();
        List<String> errors = change ? PagerDutyRules.ofChange(event) : PagerDutyRules.ofEvent(event);
        if (!errors.isEmpty()) {
            return invalid(400, errors.toArray(String[]::new));
        }
        String routingKey = Json.text(event, "routing_key");
        if (!knownKeys.isEmpty() && !knownKeys.contains(routingKey)) {
            return invalid(400, "'routing_key' is invalid (no such integration)");
        }
        if (window.refuse(routingKey, call.at()).isPresent()) {
            return throttled();
        }
        return change ? accept(event, call.at()) : apply(event, call.at());
    }

    private Answer accept(ObjectNode event, Instant at) {
        JsonNode payload = event.path("payload");
        String summary = Json.text(payload, "summary");
        changes.add(new PagerDutyChange(
                lastFour(Json.text(event, "routing_key")), summary, Json.text(payload, "source"), at));
        outbox.add(new Sent("pagerduty", "change", "", summary, at));
        return Answer.json(202, Json.object().put("status", "success").put("message", "Change event processed"));
    }

    private Answer apply(ObjectNode event, Instant at) {
        String action = Json.text(event, "event_action");
        String routingKey = Json.text(event, "routing_key");
        String given = Json.text(event, "dedup_key");
        String dedupKey = given.isBlank() ? UUID.randomUUID().toString().replace("-", "") : given;
        int open = indexOfOpen(routingKey, dedupKey);
        String title = open < 0 ? "" : incidents.get(open).summary();
        if (action.equals("trigger")) {
            title = Json.text(event.path("payload"), "summary");
            trigger(event, dedupKey, open, at);
        } else if (open < 0) {
            dropped++;
        } else {
            PagerDutyIncident incident = incidents.get(open);
            incidents.set(open, action.equals("resolve") ? incident.resolved(at) : incident.acknowledged(at));
        }
        outbox.add(new Sent("pagerduty", action, dedupKey, title, at));
        return Answer.json(
                202,
                Json.object()
                        .put("status", "success")
                        .put("message", "Event processed")
                        .put("dedup_key", dedupKey));
    }

    private void trigger(ObjectNode event, String dedupKey, int open, Instant at) {
        JsonNode payload = event.path("payload");
        JsonNode details = payload.path("custom_details");
        String customDetails = details.isObject() ? details.toString() : "";
        if (open >= 0) {
            incidents.set(open, incidents.get(open).triggeredAgain(customDetails));
            return;
        }
        String routingKey = Json.text(event, "routing_key");
        routingKeys.add(routingKey);
        incidents.add(new PagerDutyIncident(
                lastFour(routingKey),
                dedupKey,
                PagerDutyIncident.State.TRIGGERED,
                Json.text(payload, "summary"),
                Json.text(payload, "severity"),
                Json.text(payload, "source"),
                1,
                customDetails,
                at,
                null,
                null));
    }

    private int indexOfOpen(String routingKey, String dedupKey) {
        for (int i = incidents.size() - 1; i >= 0; i--) {
            PagerDutyIncident incident = incidents.get(i);
            if (incident.isOpen()
                    && incident.dedupKey().equals(dedupKey)
                    && routingKeys.get(i).equals(routingKey)) {
                return i;
            }
        }
        return -1;
    }

    private static Answer invalid(int status, String... errors) {
        ObjectNode body = Json.object().put("status", "invalid event").put("message", "Event object is invalid");
        for (String error : errors) {
            body.withArray("errors").add(error);
        }
        return Answer.json(status, body);
    }

    private static Answer throttled() {
        return Answer.json(
                429,
                Json.object()
                        .put("status", "throttle exceeded")
                        .put("message", "Requests for this service are arriving too quickly.  Please retry later."));
    }

    private static String lastFour(String routingKey) {
        return routingKey.substring(routingKey.length() - 4);
    }

    private final class Vendor implements FakeServer.Vendor {

        @Override
        public Answer answer(Call call) {
            boolean change = call.path().equals("/v2/change/enqueue");
            if (!change && !call.path().equals("/v2/enqueue")) {
                return Answer.text(404, "Not Found");
            }
            return call.method().equals("POST") ? enqueue(call, change) : Answer.text(405, "Method Not Allowed");
        }

        @Override
        public Answer refusal(int status) {
            if (status == 429) {
                return throttled();
            }
            return Answer.json(
                    status, Json.object().put("status", "error").put("message", "Internal error, retry later"));
        }
    }
}
