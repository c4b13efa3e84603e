// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An address that runbooks call, on the loopback interface: any {@code POST} of a JSON object with an {@code action}.
 *
 * <p>What is told twice under one {@code Idempotency-Key} is done once, and a {@code Tocsin-Fence} lower than one it has
 * seen is refused with 412. Thread-safe.
 */
public final class TargetFake implements AutoCloseable {
    private static final String KEY = "idempotency-key";
    private static final String FENCE = "tocsin-fence";

    private final FakeServer server;
    private final Map<String, Effect> effects = new HashMap<>();
    private final List<Effect> inOrder = new ArrayList<>();
    private String token = "";
    private long highest;

    /**
     * Something that it did.
     *
     * @param key under which it was told
     * @param fence of who told it
     * @param action what it was told to do
     * @param mode {@code act} or {@code revert}
     * @param scope on whom, such as {@code team=search}
     * @param run for which run
     * @param at when
     */
    public record Effect(String key, long fence, String action, String mode, String scope, String run, Instant at) {}

    private TargetFake(int port, Clock clock) {
        server = new FakeServer(port, clock, new Vendor());
    }

    /** Starts on a free port, on the system clock. */
    public static TargetFake start() {
        return start(0, Clock.systemUTC());
    }

    /**
     * Starts on {@code port}, 0 for a free one.
     *
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static TargetFake start(int port, Clock clock) {
        TargetFake fake = new TargetFake(port, clock);
        fake.server.open();
        return fake;
    }

    /** The address to call. */
    public URI url() {
        return server.url().resolve("/hook");
    }

    /** The faults to come. */
    public FaultPlan faults() {
        return server.faults();
    }

    /** Every request so far, oldest first; a copy. */
    public List<Recorded> journal() {
        return server.journal();
    }

    /** Answers 401 to every other bearer token from now on. */
    public synchronized TargetFake acceptingOnly(String bearer) {
        token = bearer;
        return this;
    }

    /** What it did, oldest first; a copy. */
    public synchronized List<Effect> effects() {
        return List.copyOf(inOrder);
    }

    /** How many requests reached it under each key, whatever came of them. */
    public Map<String, Integer> calls() {
        Map<String, Integer> calls = new TreeMap<>();
        journal().forEach(request -> calls.merge(request.header(KEY).orElse(""), 1, Integer::sum));
        return calls;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Answer told(Call call) {
        String key = call.header(KEY).orElse("");
        Optional<ObjectNode> body = call.isJson() ? Json.readObject(call.body()) : Optional.empty();
        if (!token.isEmpty() && !call.header("authorization").equals(Optional.of("Bearer " + token))) {
            return said(401, "who are you");
        }
        if (key.isEmpty() || body.isEmpty() || Json.text(body.get(), "action").isEmpty()) {
            return said(400, "a JSON object with an action and an Idempotency-Key are needed");
        }
        long fence = fence(call);
        if (fence < highest) {
            return said(412, "somebody newer acts");
        }
        highest = fence;
        if (!effects.containsKey(key)) {
            Effect effect = effect(key, fence, body.get(), call.at());
            effects.put(key, effect);
            inOrder.add(effect);
        }
        return said(200, "done");
    }

    private static long fence(Call call) {
        return call.header(FENCE)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private static Effect effect(String key, long fence, ObjectNode body, Instant at) {
        String scope = Json.text(body, "scopeKind") + "=" + Json.text(body, "scope");
        return new Effect(
                key,
                fence,
                Json.text(body, "action"),
                Json.text(body, "mode"),
                scope,
                Json.text(body, "decisionId"),
                at);
    }

    private static Answer said(int status, String message) {
        return Answer.json(status, Json.object().put("message", message));
    }

    private final class Vendor implements FakeServer.Vendor {
        @Override
        public Answer answer(Call call) {
            return call.method().equals("POST") ? told(call) : said(405, "only POST");
        }

        @Override
        public Answer refusal(int status) {
            return said(status, "not now");
        }
    }
}
