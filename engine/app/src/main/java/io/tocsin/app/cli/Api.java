// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A running server, as its clients see it. What goes wrong is a {@link Failure}. Blocks. */
final class Api {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI url;
    private final String token;

    /** A server; the token is empty when none is needed. */
    Api(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Part of a path, encoded. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What the server knows under a path. */
    JsonNode get(String path) {
        return json(send(request(path).GET().build(), BodyHandlers.ofString()));
    }

    /** What the server says under a path, as text. */
    String text(String path) {
        return checked(send(request(path).GET().build(), BodyHandlers.ofString()))
                .body();
    }

    /** Gives a command on behalf of somebody; answers the sentence that says what came of it. */
    String command(String path, String by, String reason) {
        var body = JsonNodeFactory.instance.objectNode().put("by", by);
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        return post(path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8))
                .path("message")
                .asText();
    }

    /** Posts a body; answers what the server says when it took it. */
    JsonNode post(String path, String contentType, byte[] body) {
        HttpRequest request = request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return json(send(request, BodyHandlers.ofString()));
    }

    /**
     * Pushes a body as its sender would, with these headers and without the token of an operator; answers what the server
     * says when it took it.
     */
    JsonNode push(String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = new Api(url, "").request(path).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<String> response = send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() == 401) {
            JsonNode problem = parse(response.body());
            throw new Failure(
                    Exit.WRONG,
                    "refused (401): " + problem.path("detail").asText(),
                    problem.path("hint").asText(""));
        }
        return json(response);
    }

    /** A stream of events that stays open; to be closed by the caller. */
    InputStream stream(String path) {
        HttpRequest request = HttpRequest.newBuilder(request(path).GET().build(), (name, value) -> true)
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw refused(response.statusCode(), new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url.toString().replaceAll("/+$", "") + path))
                .timeout(ANSWER)
                .header("User-Agent", "tocsin-cli");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.UNREACHABLE, "interrupted", "");
        }
    }

    private Failure unreachable(IOException cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Failure(
                Exit.UNREACHABLE,
                "cannot reach " + url + " (" + why + ")",
                "Start a server with 'tocsin server', or name one with --url or TOCSIN_URL.");
    }

    private static HttpResponse<String> checked(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw refused(response.statusCode(), response.body());
        }
        return response;
    }

    private static JsonNode json(HttpResponse<String> response) {
        return parse(checked(response).body());
    }

    private static Failure refused(int status, String body) {
        if (status == 401 || status == 403) {
            return new Failure(
                    Exit.UNREACHABLE,
                    "the server does not let you in (" + status + ")",
                    "Put a token of its server.tokens into TOCSIN_TOKEN.");
        }
        JsonNode problem = parse(body);
        String detail = problem.path("detail").asText(body.strip());
        String field = problem.path("field").asText("");
        return new Failure(
                Exit.WRONG,
                "refused (" + status + "): " + (field.isEmpty() ? "" : field + ": ") + detail,
                problem.path("hint").asText(""));
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
