// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.ledger.LedgerReach;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators are told of a cluster. */
class ClusterIT {
    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aNodeOnItsOwnHasNone() throws IOException {
        // When
        RawHttp.Answer answer = fixture.get("/api/v1/cluster");
        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("this node is not a member of a cluster");
    }

    @Test
    void showsMembersWithTheirCells() throws IOException {
        // Given
        fixture.engine.cluster = Optional.of(new ClusterView(
                "b",
                3,
                true,
                List.of(
                        new ClusterView.Member(
                                "a", true, "1.0", "r1", "c1", 1, Duration.ofMillis(-1250), LedgerReach.AWAY),
                        new ClusterView.Member("b", true, "1.1", "r2", "c1", 0, Duration.ZERO, LedgerReach.REACHED),
                        ClusterView.Member.silent("c")),
                List.of(
                        new ClusterView.Cell(0, "a", "b", true, "1.0@a", 7, 3),
                        new ClusterView.Cell(1, "a", "", false, "2.0@a", 9, 4),
                        new ClusterView.Cell(2, "", "", false, "", 0, 0))));
        // When
        JsonNode cluster =
                new ObjectMapper().readTree(fixture.get("/api/v1/cluster").body());
        // Then
        assertThat(cluster.path("self").asText()).isEqualTo("b");
        assertThat(cluster.path("majority").asBoolean()).isTrue();
        assertThat(cluster.path("cellsWithoutCopy").asInt()).isEqualTo(1);
        assertThat(cluster.path("drift")).hasToString("{\"rules\":true,\"config\":false}");
        assertThat(cluster.path("owned")).hasToString("{\"most\":2,\"fewest\":0}");
        assertThat(cluster.path("members").get(0)).hasToString("""
                {"name":"a","oldest":true,"answers":true,"version":"1.0","rules":"r1","config":"c1",\
                "skewSeconds":-1.25,"ledger":"away","owned":2,"copies":0,"behind":7,"stranded":1}""");
        assertThat(cluster.path("members").get(1).path("copies").asInt()).isEqualTo(1);
        assertThat(cluster.path("cells").get(1)).hasToString("""
                {"cell":1,"owner":"a","copy":"","inSync":false,"term":"2.0@a","position":9,"behind":4}""");
    }
}
