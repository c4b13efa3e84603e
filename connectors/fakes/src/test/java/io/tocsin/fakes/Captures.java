// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Requests that Alertmanager really sent, kept beside the project; tests skip themselves where they are absent. */
record Captures(String path, Map<String, String> headers, ObjectNode body) {

    private static final Path FOLDER = Path.of("shared", "fixtures", "webhooks", "_outbound-captures");

    /** The capture of this name, its path without the prefix the recording proxy added. */
    static Captures named(String name) {
        Path file = find().resolve(name + ".json");
        try {
            JsonNode capture = new JsonMapper().readTree(Files.readString(file, UTF_8));
            Map<String, String> headers = new LinkedHashMap<>();
            capture.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            String path = capture.path("path").asText();
            return new Captures(path.substring(path.indexOf('/', 1)), headers, (ObjectNode) capture.path("body"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Client.Reply sendTo(URI base) {
        return new Client().post(base, path, body, headers);
    }

    private static Path find() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(FOLDER))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "no captures beside this checkout");
        return Objects.requireNonNull(folder).resolve(FOLDER);
    }
}
