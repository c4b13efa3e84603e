// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.camel.vendor.Answer;
import io.tocsin.camel.vendor.AuthFailedException;
import io.tocsin.camel.vendor.Refusal;
import io.tocsin.camel.vendor.Transport;
import io.tocsin.camel.vendor.VendorException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Speaks to the Web API and turns its answers into results or {@link VendorException}s. Thread-safe. */
final class SlackOpsClient {

    /**
     * Slack's word that it took a message, or has it.
     *
     * @param ts empty when no message was found
     * @param channel empty where Slack does not repeat it
     */
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

    private static final int MAX_PAGES = 3;

    private final URI base;
    private final Transport transport;
    private final @Nullable String botToken;

    SlackOpsClient(SlackOpsConfiguration configuration) {
        base = Transport.base(configuration.getBaseUri());
        botToken = configuration.getBotToken();
        transport = new Transport(configuration);
    }

    /**
     * @throws AuthFailedException when the endpoint has no token
     */
    CompletableFuture<Accepted> send(SlackOpsOperation operation, ObjectNode message) {
        return call(operation, "application/json; charset=utf-8", message.toString())
                .thenApply(answer -> new Accepted(
                        answer.path("ts").asText(answer.path("message_ts").asText()),
                        answer.path("channel").asText()));
    }

    /**
     * Looks through the newest three hundred messages, a hundred at a time.
     *
     * @throws AuthFailedException when the endpoint has no token
     */
    CompletableFuture<Accepted> find(SlackOpsQuery query) {
        return find(query, "", MAX_PAGES);
    }

    private CompletableFuture<Accepted> find(SlackOpsQuery query, String cursor, int pages) {
        return call(SlackOpsOperation.FIND, "application/x-www-form-urlencoded", query.form(cursor))
                .thenCompose(page -> {
                    String ts = query.ts(page).orElse("");
                    String next = page.at("/response_metadata/next_cursor").asText("");
                    return ts.isEmpty() && !next.isEmpty() && pages > 1
                            ? find(query, next, pages - 1)
                            : CompletableFuture.completedFuture(new Accepted(ts, query.channel()));
                });
    }

    private CompletableFuture<JsonNode> call(SlackOpsOperation operation, String contentType, String body) {
        String token = botToken;
        if (token == null || token.isBlank()) {
            throw new AuthFailedException("botToken is missing from the endpoint");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + operation.method()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return transport.send(request).thenApply(answer -> judge(answer, token));
    }

    private static JsonNode judge(Answer answer, String token) {
        JsonNode body = answer.json();
        if (answer.status() == 200 && body.path("ok").asBoolean(false)) {
            return body;
        }
        String code = body.path("error").asText("");
        if (answer.status() == 200 && code.isEmpty()) {
            throw Refusal.foreign("Slack", answer);
        }
        Refusal refusal = Refusal.of("Slack", answer, words(body, code), token).withCode(code);
        if (refusal.passes() || RETRYABLE_CODES.contains(code)) {
            throw refusal.retryable();
        }
        throw AUTH_CODES.contains(code) ? refusal.authFailed() : refusal.byStatus();
    }

    private static String words(JsonNode body, String code) {
        String details = StreamSupport.stream(
                        body.path("response_metadata").path("messages").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "));
        return details.isEmpty() ? code : code + ": " + details;
    }
}
