// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Speaks to the Web API and turns its answers into results or {@link SlackOpsException}s. Thread-safe. */
final class SlackOpsClient {

    /** Slack's word that it took a message; the channel is empty where Slack does not repeat it. */
    record Accepted(String ts, String channel) {}

    /** Refusals that pass, among the codes Slack documents for chat.postMessage (docs.slack.dev, read 2026-11-23). */
    private static final Set<String> RETRYABLE_CODES = Set.of(
            "ratelimited",
            "rate_limited",
            "request_timeout",
            "fatal_error",
            "internal_error",
            "service_unavailable",
            "team_added_to_org");

    private static final Set<String> AUTH_CODES = Set.of(
            "not_authed",
            "invalid_auth",
            "account_inactive",
            "token_expired",
            "token_revoked",
            "no_permission",
            "missing_scope",
            "not_allowed_token_type",
            "org_login_required",
            "ekm_access_denied",
            "access_denied");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_QUOTE = 500;

    private final URI base;
    private final Transport transport;
    private final @Nullable String botToken;

    SlackOpsClient(SlackOpsConfiguration configuration) {
        base = Transport.base(configuration.getBaseUri());
        botToken = configuration.getBotToken();
        transport = new Transport(
                Optional.ofNullable(configuration.getHttpClient()),
                Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getRequestTimeout()));
    }

    /**
     * @throws AuthFailedException when the endpoint has no token
     */
    CompletableFuture<Accepted> send(SlackOpsOperation operation, ObjectNode message) {
        String token = botToken;
        if (token == null || token.isBlank()) {
            throw new AuthFailedException("botToken is missing from the endpoint", 0, "");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + operation.method()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(message.toString()))
                .build();
        return transport.send(request).thenApply(answer -> judge(answer, token));
    }

    private static Accepted judge(Transport.Answer answer, String token) {
        int status = answer.status();
        JsonNode body = read(answer.body());
        if (body.path("ok").asBoolean(false) && status == 200) {
            String ts = body.path("ts").asText(body.path("message_ts").asText());
            return new Accepted(ts, body.path("channel").asText());
        }
        String code = body.path("error").asText("");
        if (status == 200 && code.isEmpty()) {
            throw new RetryableException("answer 200 is not Slack's", status, "", null);
        }
        String message = "Slack answered " + status + quote(body, code, token);
        if (status == 429 || status == 408 || status >= 500 || RETRYABLE_CODES.contains(code)) {
            throw new RetryableException(
                    message, status, code, answer.retryAfter().orElse(null));
        }
        throw AUTH_CODES.contains(code) || status == 401 || status == 403
                ? new AuthFailedException(message, status, code)
                : new PermanentException(message, status, code);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }

    private static String quote(JsonNode body, String code, String secret) {
        if (code.isEmpty()) {
            return "";
        }
        String details = StreamSupport.stream(
                        body.path("response_metadata").path("messages").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "));
        String all = (details.isEmpty() ? code : code + ": " + details).replace(secret, "***");
        return ", " + (all.length() <= LONGEST_QUOTE ? all : all.substring(0, LONGEST_QUOTE) + "…");
    }
}
