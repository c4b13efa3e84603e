// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.fakes.PagerDutyFake;
import io.tocsin.pipeline.shard.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One budget, 64 clients at three members, and the owner of the budget is killed while they ask. Clients do what clients do:
 * a reservation that was not answered is sent again, under its id and to another member. Not a cent too much is granted, not
 * a cent is left over, and what was granted before the kill can be settled after it.
 */
class AdmissionMembersIT {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int CLIENTS = 64;
    private static final int CENTS = 900;
    private static final int ASKS_EACH = 25;

    @TempDir
    private Path folder;

    private final Set<String> granted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void givesExactlyTheBudgetThoughItsOwnerIsKilled() throws Exception {
        Path budgets = Files.writeString(folder.resolve("budgets.yaml"), """
                budgets: [{scope: {team: search}, period: month, usd: 9}]
                """);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (PagerDutyFake pagerDuty = PagerDutyFake.start(0, Clock.systemUTC());
                Members members = Members.start(folder, pagerDuty.url(), "budgets-file: '" + budgets + "'\n")) {
            Members.eventually("an owner of the budgets", () -> !owner(members).isEmpty());
            String owner = owner(members);
            List<String> others =
                    NAMES.stream().filter(name -> !name.equals(owner)).toList();

            // When
            List<Future<?>> asking = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                asking.add(clients.submit(() -> ask(members, others, number)));
            }
            Members.eventually("some were granted", () -> granted.size() > CENTS / 4);
            Set<String> before = Set.copyOf(granted);
            members.process(owner).kill();
            for (Future<?> one : asking) {
                one.get();
            }

            // Then
            assertThat(granted).hasSize(CENTS);
            assertThat(refused.get()).isEqualTo(CLIENTS * ASKS_EACH - CENTS);
            assertThat(before).hasSizeLessThan(CENTS);

            // When
            Client left = members.client(others.get(0));
            String early = before.iterator().next();
            JsonNode settled =
                    left.ask("/api/v1/admission/settle", "{\"reservation\":\"" + early + "\",\"actualUsd\":\"0.004\"}");
            JsonNode budget = settled.at("/budgets/0");

            // Then
            assertThat(settled.path("outcome").asText()).isEqualTo("settled");
            assertThat(budget.path("spentUsd").asDouble()).isEqualTo(0.004);
            assertThat(budget.path("reservedUsd").decimalValue()).isEqualByComparingTo("8.99");
            assertThat(budget.path("remainingUsd").decimalValue()).isEqualByComparingTo("0.006");
        } finally {
            clients.shutdownNow();
        }
    }

    private void ask(Members members, List<String> others, int client) {
        for (int number = 0; number < ASKS_EACH; number++) {
            String id = "client-" + client + "-" + number;
            int first = client + number;
            AtomicInteger attempt = new AtomicInteger();
            Members.eventually(id, () -> {
                List<String> names = attempt.get() == 0 ? NAMES : others;
                String member = names.get((first + attempt.getAndIncrement()) % names.size());
                return isDecided(members.client(member), id);
            });
        }
    }

    private boolean isDecided(Client client, String id) throws IOException, InterruptedException {
        JsonNode answer = client.ask(
                "/api/v1/admission/reserve",
                "{\"reservation\":\"" + id + "\",\"team\":\"search\",\"estimateUsd\":0.01,\"ttlSeconds\":3600}");
        if (!answer.path("exact").asBoolean()) {
            return false;
        }
        if (answer.path("allowed").asBoolean()) {
            granted.add(id);
        } else {
            refused.incrementAndGet();
        }
        return true;
    }

    private static String owner(Members members) throws IOException, InterruptedException {
        int cell = Placement.cell(Placement.ofTenant("default"));
        return StreamSupport.stream(
                        members.client("a").get("/api/v1/cluster").path("cells").spliterator(), false)
                .filter(shown -> shown.path("cell").asInt() == cell)
                .map(shown -> shown.path("owner").asText())
                .findFirst()
                .orElseThrow();
    }
}
