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
public final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI address;

    /** Of the node at an address. */
    public Client(URI address) {
        this.address = address;
    }

    /** The status a batch of events is answered with. @throws IOException if there is no answer */
    public int send(String ndjson) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/events"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(ndjson))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    /** A document. @throws IOException if there is no answer */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(answer(path).body());
    }

    /** A page as text. @throws IOException if there is no answer */
    public String text(String path) throws IOException, InterruptedException {
        return answer(path).body();
    }

    /** The status a page is answered with. @throws IOException if there is no answer */
    public int status(String path) throws IOException, InterruptedException {
        return answer(path).statusCode();
    }

    private HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** The document that a question of the API is answered with. @throws IOException if there is no answer */
    public JsonNode ask(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /** The status a command of the API is answered with. @throws IOException if there is no answer */
    public int post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    /** Waits until everything that was accepted has its outcome; answers how many there are of each. */
    public Map<String, Long> settledOutcomes() {
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
