// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract and the server say the same. */
class OpenApiIT {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "options");

    @Test
    void describesExactlyWhatIsServed() throws IOException {
        // Given
        try (ServerFixture fixture = new ServerFixture()) {
            JsonNode document =
                    new YAMLMapper().readTree(fixture.get("/openapi.yaml").body());
            Set<String> described = new TreeSet<>();
            document.get("paths")
                    .fields()
                    .forEachRemaining(path -> resolved(document, path.getValue())
                            .fieldNames()
                            .forEachRemaining(
                                    method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
            // When
            Set<String> served = new TreeSet<>();
            fixture.server.routes().forEach(route -> served.add(route.method() + " " + route.path()));
            // Then
            assertThat(served).isEqualTo(described);
            assertThat(served).allMatch(route -> METHODS.contains(route.split(" ", 2)[0].toLowerCase(Locale.ROOT)));
            assertThat(document.get("openapi").asText()).startsWith("3.1");
        }
    }

    private static JsonNode resolved(JsonNode document, JsonNode item) {
        return item.has("$ref") ? document.at(item.get("$ref").asText().substring(1)) : item;
    }

    @Test
    void refersOnlyToWhatItDefines() throws IOException {
        // Given
        try (ServerFixture fixture = new ServerFixture()) {
            JsonNode document =
                    new YAMLMapper().readTree(fixture.get("/openapi.yaml").body());
            // Then
            for (JsonNode reference : document.findValues("$ref")) {
                assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse();
            }
        }
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws IOException {
        // Given
        try (ServerFixture fixture = new ServerFixture()) {
            // Then
            RawHttp.Answer answer = RawHttp.ask(fixture.port(), "HEAD", "/-/healthy", Map.of(), new byte[0]);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }
}
