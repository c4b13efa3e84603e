// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A plain HTTP client of a node. Thread-safe. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI address;

    Client(URI address) {
        this.address = address;
    }

    /** The status a batch of events is answered with. @throws IOException if there is no answer */
    int send(String ndjson) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/events"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(ndjson))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    /** Waits until everything that was accepted has its outcome; answers how many there are of each. */
    Map<String, Long> settledOutcomes() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> get("/api/v1/ledger").path("settled").asBoolean());
        Map<String, Long> outcomes = new TreeMap<>();
        try {
            get("/api/v1/ledger")
                    .path("outcomes")
                    .properties()
                    .forEach(outcome ->
                            outcomes.put(outcome.getKey(), outcome.getValue().asLong()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return outcomes;
    }
}
