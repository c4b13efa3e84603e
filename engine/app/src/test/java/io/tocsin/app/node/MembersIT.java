// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.cli.Line;
import io.tocsin.fakes.PagerDutyFake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three server processes as one cluster. */
class MembersIT {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    private Path folder;

    @Test
    void oneClusterWhateverMemberIsAskedAndWhicheverIsKilled() throws Exception {
        try (PagerDutyFake pagerDuty = PagerDutyFake.start(0, Clock.systemUTC());
                Members members = Members.start(folder, pagerDuty.url())) {
            // When
            for (String name : NAMES) {
                assertThat(members.client(name).send(dear("dear-" + name, "team-" + name)))
                        .as("sent to " + name)
                        .isEqualTo(202);
            }

            // Then
            Members.eventually("three pages", () -> pagerDuty.incidents().size() == 3);
            for (String name : NAMES) {
                Members.eventually("alerts at " + name, () -> alerts(members.client(name)) == 3);
            }
            assertThat(members.process("b").said()).contains("cluster    member b of 3");

            Line shown = Line.run("cluster", "show", "--url", members.url("b"));
            assertThat(shown.code()).isZero();
            assertThat(shown.out()).contains("seen by b: 3 of 3 members; ").contains("rules agree, config agrees");

            // When
            members.process("a").kill();

            // Then
            for (String name : List.of("b", "c")) {
                Members.eventually("alerts at " + name, () -> alerts(members.client(name)) == 3);
            }
            for (String name : List.of("b", "c")) {
                Members.eventually(
                        "accepted at " + name,
                        () -> members.client(name).send(dear("later-" + name, "later-" + name)) == 202);
            }
            Members.eventually("five pages", () -> pagerDuty.incidents().size() == 5);
            Members.eventually("alerts at c", () -> alerts(members.client("c")) == 5);
            assertThat(pagerDuty.incidents()).hasSize(5);

            // When
            members.run("a", "server: {port: 0, tenant: other}\n");
            members.awaitReady("a");

            // Then
            Members.eventually("alerts at a", () -> alerts(members.client("a")) == 5);
            Members.eventually(
                    "drift", () -> cluster(members, "c").at("/drift/config").asBoolean());
            assertThat(cluster(members, "c").at("/drift/rules").asBoolean()).isFalse();
            Members.eventually("whole", () -> whole(cluster(members, "b")));
        }
    }

    private static JsonNode cluster(Members members, String name) throws IOException, InterruptedException {
        return members.client(name).get("/api/v1/cluster");
    }

    /** Whether all three own something, and every cell has a copy that has everything. */
    private static boolean whole(JsonNode cluster) {
        return cluster.path("members").size() == 3
                && cluster.at("/owned/fewest").asInt() > 0
                && StreamSupport.stream(cluster.path("cells").spliterator(), false)
                        .allMatch(cell -> cell.path("inSync").asBoolean());
    }

    private static long alerts(Client client) throws IOException, InterruptedException {
        JsonNode alerts = client.get("/api/v1/alerts").path("alerts");
        return StreamSupport.stream(alerts.spliterator(), false)
                .filter(alert -> alert.path("rule").asText().equals("cost.expensive-request"))
                .count();
    }

    private static String dear(String id, String team) {
        return """
                {"type":"llm.call","id":"%s","source":"batch","team":"%s","provider":"anthropic",\
                "model":"claude-opus-5","tokens":{"input":9000,"output":800},"costUsd":75.5,"status":200}
                """.formatted(id, team);
    }
}
