// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static final Endpoint NOTHING = exchange -> {};

    private final RouteTable table = new RouteTable(List.of(
            Route.of("GET", "/flags", NOTHING),
            Route.of("POST", "/flags", NOTHING),
            Route.of("POST", "/flags/{key}", NOTHING),
            Route.of("GET", "/runs/{id}", NOTHING),
            Route.of("POST", "/runs/{id}/deny", NOTHING)));

    @Test
    void findsFixedAndVaryingPaths() {
        // Then
        assertThat(path("GET", "/flags")).isEqualTo("/flags");
        assertThat(path("HEAD", "/flags")).isEqualTo("/flags");
        assertThat(path("POST", "/flags/llm.tier.x")).isEqualTo("/flags/{key}");
        assertThat(path("POST", "/runs/a%2Fb/deny")).isEqualTo("/runs/{id}/deny");
        assertThat(path("GET", "/runs/")).isEmpty();
        assertThat(path("GET", "/runs//deny")).isEmpty();
        assertThat(path("DELETE", "/flags")).isEmpty();
    }

    @Test
    void keepsSegmentsAsSent() {
        // When
        Optional<RouteTable.Match> match = Optional.ofNullable(table.find("POST", "/runs/a%2Fb/deny"));
        // Then
        assertThat(match.map(RouteTable.Match::segments)).contains(Map.of("id", "a%2Fb"));
    }

    @Test
    void knowsWhatAPathAllows() {
        // Then
        assertThat(table.allowed("/flags")).containsExactly("GET", "HEAD", "POST");
        assertThat(table.allowed("/runs/1/deny")).containsExactly("POST");
        assertThat(table.allowed("/nothing")).isEmpty();
    }

    private String path(String method, String path) {
        RouteTable.Match match = table.find(method, path);
        return match == null ? "" : match.route().path();
    }
}
