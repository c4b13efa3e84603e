// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opsgenie's Alert API and its successor, JSM Operations' integration events, on the loopback interface.
 *
 * <p>Keeps the vendor's manners: a write is answered 202 with a request id and takes effect later; until then
 * {@code GET /v2/alerts/requests/{id}} answers 404, afterwards it tells the outcome, so that closing an unknown alias
 * is answered 202 and fails all the same; a create with the alias of an open alert is counted, not opened again. Under
 * {@link #jsmUrl()} updates of message, description and priority are refused, as that API has none. Thread-safe.
 */
public final class OpsgenieFake implements AutoCloseable {

    private static final String JSM = "/jsm/ops/integration";
    private static final Pattern REQUEST = Pattern.compile("/v2/alerts/requests/([^/]+)");
    private static final Pattern ALERT = Pattern.compile("/v2/alerts/([^/]+)");
    private static final Pattern ACTION = Pattern.compile("/v2/alerts/([^/]+)/(close|acknowledge|notes)");
    private static final Pattern UPDATE = Pattern.compile("/v2/alerts/([^/]+)/(message|description|priority)");

    private final FakeServer server;
    private final Clock clock;
    private final OpsgenieDesk desk = new OpsgenieDesk();
    private final List<Sent> outbox = new ArrayList<>();
    private final SlidingWindow window = new SlidingWindow(RateLimit.off());
    private Duration processingDelay = Duration.ofSeconds(1);
    private Set<String> knownKeys = Set.of();

    private OpsgenieFake(int port, Clock clock) {
        this.clock = clock;
        this.server = new FakeServer(port, clock, new Vendor());
    }

    /** Starts on a free port, on the system clock. */
    public static OpsgenieFake start() {
        return start(0, Clock.systemUTC());
    }

    /**
     * Starts on {@code port}, 0 for a free one.
     *
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static OpsgenieFake start(int port, Clock clock) {
        OpsgenieFake fake = new OpsgenieFake(port, clock);
        fake.server.open();
        return fake;
    }

    /** What an Opsgenie client uses as its base address, without a slash at the end. */
    public URI url() {
        return server.url();
    }

    /** What a client of JSM Operations uses as its base address; the same alerts, fewer calls. */
    public URI jsmUrl() {
        return URI.create(server.url() + JSM);
    }

    /** The faults to come. */
    public FaultPlan faults() {
        return server.faults();
    }

    /** Every request so far, oldest first; a copy. */
    public List<Recorded> journal() {
        return server.journal();
    }

    /** How long after its acceptance a write takes effect, on the fake's clock; one second at first, may be zero. */
    public synchronized OpsgenieFake processingDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("processingDelay must not be negative, was " + delay);
        }
        processingDelay = delay;
        return this;
    }

    /** Limits requests per key. Off at first: the vendor publishes no number. */
    public synchronized OpsgenieFake rateLimit(RateLimit limit) {
        window.limit(limit);
        return this;
    }

    /** Refuses every other API key from now on. Until then any key is accepted. */
    public synchronized OpsgenieFake acceptingOnly(String... keys) {
        knownKeys = Set.of(keys);
        return this;
    }

    /** Every alert ever opened and processed by now, oldest first; a copy. */
    public synchronized List<OpsgenieAlert> alerts() {
        desk.settle(clock.instant());
        return desk.alerts();
    }

    /** The latest alert with this alias, open or not, as processed by now. */
    public synchronized Optional<OpsgenieAlert> alert(String alias) {
        desk.settle(clock.instant());
        return desk.latest(alias);
    }

    /** What was accepted, oldest first, whatever became of it; a copy. */
    public synchronized List<Sent> outbox() {
        return List.copyOf(outbox);
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Answer alertApi(Call call, String path, boolean jsm) {
        Optional<String> key = call.header("authorization")
                .filter(header -> header.startsWith("GenieKey "))
                .map(header -> header.substring("GenieKey ".length()).strip());
        if (key.isEmpty() || key.get().isEmpty() || (!knownKeys.isEmpty() && !knownKeys.contains(key.get()))) {
            return refused(401, "Could not authenticate");
        }
        if (window.refuse(key.get(), call.at()).isPresent()) {
            return throttled();
        }
        desk.settle(call.at());
        return switch (call.method()) {
            case "GET" -> read(call, path);
            case "POST" -> write(call, path, jsm);
            case "PUT" -> jsm ? refused(405, "Method not allowed") : update(call, path);
            default -> refused(405, "Method not allowed");
        };
    }

    private Answer read(Call call, String path) {
        Matcher request = REQUEST.matcher(path);
        if (request.matches()) {
            return desk.outcome(request.group(1))
                    .map(outcome -> ok(Json.object().<ObjectNode>set("data", outcome)))
                    .orElseGet(() -> refused(404, "Request not found. It might not be processed, yet."));
        }
        Matcher alert = ALERT.matcher(path);
        if (!alert.matches()) {
            return refused(404, "Not found");
        }
        String identifier = URLDecoder.decode(alert.group(1), UTF_8);
        boolean byAlias = "alias".equals(call.query().get("identifierType"));
        return desk.alerts().stream()
                .filter(found -> (byAlias ? found.alias() : found.id()).equals(identifier))
                .reduce((older, newer) -> newer)
                .map(found -> ok(Json.object().<ObjectNode>set("data", describe(found))))
                .orElseGet(() -> refused(404, "Alert with id [" + identifier + "] not found"));
    }

    private Answer write(Call call, String path, boolean jsm) {
        if (path.equals("/v2/alerts")) {
            return accept(call, "create", "", jsm);
        }
        Matcher action = ACTION.matcher(path);
        return action.matches()
                ? accept(call, action.group(2), URLDecoder.decode(action.group(1), UTF_8), jsm)
                : refused(404, "Not found");
    }

    private Answer update(Call call, String path) {
        Matcher update = UPDATE.matcher(path);
        return update.matches()
                ? accept(call, update.group(2), URLDecoder.decode(update.group(1), UTF_8), false)
                : refused(404, "Not found");
    }

    private Answer accept(Call call, String action, String identifier, boolean jsm) {
        if (!call.isJson()) {
            return refused(415, "Content-Type must be application/json");
        }
        Optional<ObjectNode> read = Json.readObject(call.body());
        if (read.isEmpty()) {
            return refused(400, "Cannot parse JSON request");
        }
        ObjectNode body = read.get();
        Map<String, String> errors = errors(action, body);
        if (!errors.isEmpty()) {
            ObjectNode answer =
                    Json.object().put("message", "Request body is not processable. Please check the errors.");
            errors.forEach(answer.withObject("/errors")::put);
            return answer(422, answer, UUID.randomUUID().toString());
        }
        String requestId = UUID.randomUUID().toString();
        String alias = action.equals("create") ? Json.text(body, "alias") : identifier;
        String title = action.equals("create") ? Json.text(body, "message") : desk.title(alias);
        outbox.add(
                new Sent(jsm ? "jsm" : "opsgenie", action.equals("notes") ? "note" : action, alias, title, call.at()));
        Instant due = call.at().plus(processingDelay);
        desk.accept(requestId, call, action, identifier, body, due);
        desk.settle(call.at());
        return answer(202, Json.object().put("result", "Request will be processed"), requestId);
    }

    private static Map<String, String> errors(String action, ObjectNode body) {
        return switch (action) {
            case "create" -> OpsgenieRules.ofCreate(body);
            case "message", "description", "priority" ->
                Json.text(body, action).isBlank() ? Map.of(action, "can not be empty") : Map.of();
            default -> OpsgenieRules.ofAction(body, action);
        };
    }

    private static ObjectNode describe(OpsgenieAlert alert) {
        return Json.object()
                .put("id", alert.id())
                .put("alias", alert.alias())
                .put("message", alert.message())
                .put("status", alert.open() ? "open" : "closed")
                .put("acknowledged", alert.acknowledged())
                .put("priority", alert.priority())
                .put("count", alert.count())
                .put("createdAt", alert.createdAt().toString());
    }

    private static Answer ok(ObjectNode body) {
        return answer(200, body, UUID.randomUUID().toString());
    }

    private static Answer refused(int status, String message) {
        return answer(
                status, Json.object().put("message", message), UUID.randomUUID().toString());
    }

    private static Answer throttled() {
        return refused(429, "You are making too many requests! To avoid this, please slow down.")
                .with("X-RateLimit-State", "THROTTLED")
                .with("X-RateLimit-Reason", "INTEGRATION")
                .with("X-RateLimit-Period-In-Sec", "60");
    }

    private static Answer answer(int status, ObjectNode body, String requestId) {
        return Answer.json(status, body.put("took", 0.003).put("requestId", requestId))
                .with("X-Request-Id", requestId)
                .with("X-RateLimit-State", "OK");
    }

    private final class Vendor implements FakeServer.Vendor {

        @Override
        public Answer answer(Call call) {
            boolean jsm = call.path().startsWith(JSM + "/");
            return alertApi(call, jsm ? call.path().substring(JSM.length()) : call.path(), jsm);
        }

        @Override
        public Answer refusal(int status) {
            return status == 429 ? throttled() : refused(status, "Internal server error, retry later");
        }
    }
}
