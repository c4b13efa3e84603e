// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A plain caller of the fakes. */
final class Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back. */
    record Reply(int status, String body, Optional<String> retryAfter) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Reply post(URI base, String path, Object body) {
        return post(base, path, body, Map.of());
    }

    /** Sends text as it is and anything else as JSON. */
    Reply post(URI base, String path, Object body, Map<String, String> headers) {
        String text =
                body instanceof String given ? given : JSON.valueToTree(body).toString();
        HttpRequest.Builder request = request(base, path).POST(BodyPublishers.ofString(text));
        JSON_BODY.forEach(request::setHeader);
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    Reply get(URI base, String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(base, path).GET();
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    Reply put(URI base, String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = request(base, path)
                .PUT(BodyPublishers.ofString(JSON.valueToTree(body).toString()));
        JSON_BODY.forEach(request::setHeader);
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    private static HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(5));
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(), response.body(), response.headers().firstValue("Retry-After"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
