// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stand-ins of providers answer what the providers' own examples look like. */
class ProviderFakesIT {
    private static final String KEY = "sk-ant-admin-test";
    private static final Map<String, String> LET_IN = Map.of("x-api-key", KEY, "anthropic-version", "2023-06-01");
    private static final String DAYS = "?starting_at=2025-08-01T00:00:00Z&limit=1";

    private final ManualClock clock = ManualClock.at("2025-08-03T10:00:00Z");
    private final AnthropicAdminFake admin = AnthropicAdminFake.start(clock, KEY);
    private final StatuspageFake page = StatuspageFake.start(clock);
    private final Client client = new Client();

    @AfterEach
    void stop() {
        admin.close();
        page.close();
    }

    @Test
    void costReportsLookLikeTheVendorsExample() {
        admin.bill("2025-08-01", "wrkspc_1", "claude-sonnet-4-20250514", "uncached_input_tokens", "123.78912", 1500);
        JsonNode answer = client.get(
                        admin.url(),
                        "/v1/organizations/cost_report" + DAYS
                                + "&group_by%5B%5D=workspace_id&group_by%5B%5D=description",
                        LET_IN)
                .json();
        assertThat(shape(answer)).isEqualTo(shape(fixture("anthropic/cost_report.json")));
    }

    @Test
    void usageReportsLookLikeTheVendorsExample() {
        admin.bill("2025-08-01", "wrkspc_1", "claude-sonnet-4-20250514", "output_tokens", "1", 1500);
        JsonNode answer = client.get(admin.url(), "/v1/organizations/usage_report/messages" + DAYS, LET_IN)
                .json();
        assertThat(shape(answer).keySet())
                .isEqualTo(
                        shape(fixture("anthropic/usage_report_messages.json")).keySet());
    }

    @Test
    void summariesLookLikeTheVendorsExample() {
        page.component("k8w3r06qmzrp", "Claude API", "operational");
        Client.Reply first = client.get(page.summary(), "", Map.of());
        assertThat(shape(first.json()).keySet())
                .containsAll(
                        shape(fixture("statuspage/summary.operational.json")).keySet());
        assertThat(client.get(page.summary(), "", Map.of("If-None-Match", "W/\"v1\""))
                        .status())
                .isEqualTo(304);
        page.component("k8w3r06qmzrp", "Claude API", "major_outage");
        assertThat(client.get(page.summary(), "", Map.of("If-None-Match", "W/\"v1\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theAdminApiRefusesWhatTheVendorRefuses() {
        String path = "/v1/organizations/cost_report";
        assertThat(client.get(admin.url(), path + DAYS, Map.of()).status()).isEqualTo(401);
        assertThat(client.get(admin.url(), path + DAYS, Map.of("x-api-key", KEY))
                        .status())
                .isEqualTo(400);
        assertThat(client.get(admin.url(), path, LET_IN).status()).isEqualTo(400);
        assertThat(client.get(admin.url(), path + DAYS.replace("limit=1", "limit=32"), LET_IN)
                        .status())
                .isEqualTo(400);
        assertThat(client.get(admin.url(), path + DAYS + "&group_by%5B%5D=model", LET_IN)
                        .status())
                .isEqualTo(400);
        assertThat(client.get(admin.url(), "/v1/organizations/other", LET_IN).status())
                .isEqualTo(404);
    }

    /** Every path of a document with the kind of value that stands there; of a list the first item. */
    private static Map<String, String> shape(JsonNode node) {
        Map<String, String> shape = new TreeMap<>();
        shape(node, "", shape);
        return shape;
    }

    private static void shape(JsonNode node, String path, Map<String, String> shape) {
        if (node.isArray()) {
            if (!node.isEmpty()) {
                shape(node.get(0), path + "[]", shape);
            }
        } else if (node.isObject()) {
            node.properties().forEach(field -> shape(field.getValue(), path + "." + field.getKey(), shape));
        } else {
            shape.put(path, node.getNodeType().name());
        }
    }

    private static JsonNode fixture(String name) {
        Path found = Path.of("").toAbsolutePath();
        while (found != null && !Files.isDirectory(found.resolve("shared/fixtures/llm"))) {
            found = found.getParent();
        }
        assumeTrue(found != null, "no captures beside this checkout");
        try {
            return new JsonMapper()
                    .readTree(Files.readString(
                            Objects.requireNonNull(found)
                                    .resolve("shared/fixtures/llm")
                                    .resolve(name),
                            UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
