// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Slack on the loopback interface: {@code auth.test}, {@code chat.postMessage}, {@code chat.update},
 * {@code chat.postEphemeral}, {@code conversations.history} under {@link #apiUrl()}, and incoming webhooks under {@link #webhookUrl()}.
 *
 * <p>Keeps the vendor's manners: the Web API answers 200 with {@code ok:false} and an error code when it refuses;
 * only known messages can be updated or replied to; one message a second per channel, then 429 with
 * {@code Retry-After}; Block Kit limits; webhooks answer plain text. JSON and form bodies. Thread-safe.
 */
public final class SlackFake implements AutoCloseable {

    /** About one message a second per channel (docs.slack.dev, rate limits, read 2026-11-23). */
    public static final RateLimit VENDOR_POST_LIMIT = RateLimit.perSecond(1);

    /** Tier 3: fifty updates a minute (docs.slack.dev, rate limits, read 2026-11-23). */
    public static final RateLimit VENDOR_UPDATE_LIMIT = RateLimit.perMinute(50);

    /** Tier 3 for apps a company makes for itself (docs.slack.dev, conversations.history, read 2026-11-26). */
    public static final RateLimit VENDOR_HISTORY_LIMIT = RateLimit.perMinute(50);

    /** Arguments that forms carry as JSON text. */
    private static final Set<String> STRUCTURED = Set.of("blocks", "attachments", "metadata");

    private static final String HISTORY_SCOPE = "channels:history";

    private final FakeServer server;
    private final SlackWorkspace workspace = new SlackWorkspace();
    private final SlidingWindow posts = new SlidingWindow(VENDOR_POST_LIMIT);
    private final SlidingWindow updates = new SlidingWindow(VENDOR_UPDATE_LIMIT);
    private final SlidingWindow reads = new SlidingWindow(VENDOR_HISTORY_LIMIT);
    private Set<String> knownTokens = Set.of();
    private Set<String> scopes = Set.of("chat:write", HISTORY_SCOPE);

    private SlackFake(int port, Clock clock) {
        server = new FakeServer(port, clock, new Vendor());
    }

    /** Starts on a free port, on the system clock. */
    public static SlackFake start() {
        return start(0, Clock.systemUTC());
    }

    /**
     * Starts on {@code port}, 0 for a free one.
     *
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static SlackFake start(int port, Clock clock) {
        SlackFake fake = new SlackFake(port, clock);
        fake.server.open();
        return fake;
    }

    /** The server's root. */
    public URI url() {
        return server.url();
    }

    /** What a Web API client uses as its base address, without a slash at the end. */
    public URI apiUrl() {
        return URI.create(server.url() + "/api");
    }

    /** A working incoming webhook; it posts to {@code #general} unless the body names a channel. */
    public URI webhookUrl() {
        return URI.create(server.url() + "/services/T000/B000/XXXX");
    }

    /** The faults to come. */
    public FaultPlan faults() {
        return server.faults();
    }

    /** Every request so far, oldest first; a copy. */
    public List<Recorded> journal() {
        return server.journal();
    }

    /** Replaces the limit on posts per channel and on updates altogether, and forgets what was counted. */
    public synchronized SlackFake rateLimits(RateLimit postsPerChannel, RateLimit updatesPerToken) {
        posts.limit(postsPerChannel);
        updates.limit(updatesPerToken);
        return this;
    }

    /** Lifts every limit. */
    public synchronized SlackFake withoutRateLimits() {
        reads.limit(RateLimit.off());
        return rateLimits(RateLimit.off(), RateLimit.off());
    }

    /** Refuses every other bot token from now on. Until then any token that starts with {@code xox} is accepted. */
    public synchronized SlackFake acceptingOnly(String... tokens) {
        knownTokens = Set.of(tokens);
        return this;
    }

    /** Knows only these channels, as {@code #name} or id, from now on. Until then every channel exists. */
    public synchronized SlackFake channels(String... channels) {
        workspace.channels(channels);
        return this;
    }

    /** Gives every token these scopes and no others; only {@code channels:history} is looked at. */
    public synchronized SlackFake scopes(String... granted) {
        scopes = Set.of(granted);
        return this;
    }

    /** Keeps the bot out of these channels: it may post, as {@code chat:write.public} allows, and cannot read. */
    public synchronized SlackFake notMemberOf(String... channels) {
        workspace.notMemberOf(channels);
        return this;
    }

    /** Every message, oldest first, ephemeral ones included, in its latest version; a copy. */
    public synchronized List<SlackMessage> messages() {
        return workspace.messages();
    }

    /** The message with this ts. */
    public synchronized Optional<SlackMessage> message(String ts) {
        return workspace.message(ts);
    }

    /** What was accepted, oldest first; a copy. */
    public synchronized List<Sent> outbox() {
        return workspace.outbox();
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Answer webApi(Call call, String method) {
        Optional<ObjectNode> read = arguments(call);
        if (read.isEmpty()) {
            return error(call.isJson() ? "invalid_json" : "invalid_post_type");
        }
        ObjectNode arguments = read.get();
        Optional<String> refused = refusedToken(call, arguments);
        if (refused.isPresent()) {
            return error(refused.get());
        }
        return switch (method) {
            case "auth.test" -> authTest();
            case "chat.postMessage", "chat.postEphemeral" ->
                limited(posts, Json.text(arguments, "channel"), call, () -> post(method, arguments, call));
            case "chat.update" -> limited(updates, "", call, () -> answer(workspace.update(arguments, call.at())));
            case "conversations.history" -> limited(reads, "", call, () -> history(arguments));
            default -> error("unknown_method");
        };
    }

    private Answer post(String method, ObjectNode arguments, Call call) {
        return answer(
                method.equals("chat.postEphemeral")
                        ? workspace.postEphemeral(arguments, call.at())
                        : workspace.post(arguments, call.at()));
    }

    private Answer history(ObjectNode arguments) {
        if (scopes.contains(HISTORY_SCOPE)) {
            return answer(workspace.history(arguments));
        }
        return answer(SlackWorkspace.error("missing_scope")
                .put("needed", HISTORY_SCOPE)
                .put("provided", String.join(",", new TreeSet<>(scopes))));
    }

    private synchronized Answer webhook(Call call) {
        if (!call.path().equals("/services/T000/B000/XXXX")) {
            return Answer.text(404, "no_service");
        }
        Optional<ObjectNode> read = arguments(call);
        if (read.isEmpty()) {
            return Answer.text(400, "invalid_payload");
        }
        ObjectNode message = read.get();
        if (Json.text(message, "channel").isEmpty()) {
            message.put("channel", "#general");
        }
        Optional<Duration> wait = posts.refuse(Json.text(message, "channel"), call.at());
        if (wait.isPresent()) {
            return Answer.text(429, "rate_limited").retryAfter(wait.get());
        }
        ObjectNode answer = workspace.postByWebhook(message, call.at());
        String error = Json.text(answer, "error");
        if (error.isEmpty()) {
            return Answer.text(200, "ok");
        }
        return Answer.text(error.equals("channel_not_found") ? 404 : 400, error);
    }

    private static Answer limited(SlidingWindow window, String key, Call call, Supplier<Answer> answer) {
        return window.refuse(key, call.at())
                .map(wait -> error(429, "ratelimited").retryAfter(wait))
                .orElseGet(answer);
    }

    private Optional<String> refusedToken(Call call, ObjectNode arguments) {
        String token = call.header("authorization")
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()))
                .orElseGet(() -> Json.text(arguments, "token"));
        if (token.isBlank()) {
            return Optional.of("not_authed");
        }
        boolean known = knownTokens.isEmpty() ? token.startsWith("xox") : knownTokens.contains(token);
        return known ? Optional.empty() : Optional.of("invalid_auth");
    }

    private static Optional<ObjectNode> arguments(Call call) {
        if (call.isJson()) {
            return Json.readObject(call.body());
        }
        if (!call.isForm() && !call.body().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode arguments = Json.object();
        Call.form(call.body()).forEach((name, value) -> {
            boolean structured = STRUCTURED.contains(name);
            Optional<JsonNode> parsed = structured ? Json.read(value) : Optional.empty();
            parsed.ifPresentOrElse(json -> arguments.set(name, json), () -> arguments.put(name, value));
        });
        return Optional.of(arguments);
    }

    private static Answer authTest() {
        return answer(Json.object()
                .put("ok", true)
                .put("url", "https://tocsin-fake.slack.com/")
                .put("team", "Tocsin Fake")
                .put("user", "tocsin")
                .put("team_id", "T0000000000")
                .put("user_id", "U0000000000")
                .put("bot_id", "B0000000000")
                .put("is_enterprise_install", false));
    }

    private static Answer answer(ObjectNode body) {
        return Answer.json(200, body);
    }

    private static Answer error(String error) {
        return error(200, error);
    }

    private static Answer error(int status, String error) {
        return Answer.json(status, SlackWorkspace.error(error));
    }

    private final class Vendor implements FakeServer.Vendor {

        @Override
        public Answer answer(Call call) {
            if (!call.method().equals("POST")) {
                return Answer.text(405, "method_not_allowed");
            }
            if (call.path().startsWith("/services/")) {
                return webhook(call);
            }
            return call.path().startsWith("/api/")
                    ? webApi(call, call.path().substring("/api/".length()))
                    : Answer.text(404, "not_found");
        }

        @Override
        public Answer refusal(int status) {
            return error(status, status == 429 ? "ratelimited" : status == 503 ? "service_unavailable" : "fatal_error");
        }
    }
}
