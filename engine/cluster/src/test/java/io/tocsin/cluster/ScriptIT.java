// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.cluster.testing.LocalCluster;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Page;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.node.LiveEngine;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members say what one node says: the same script gives the same alerts, pages and books. */
class ScriptIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int BATCHES = 30;

    @TempDir
    Path folder;

    @Test
    void threeMembersSayWhatOneNodeSays() {
        Instant at = Instant.now();
        Said one = oneNode(at);
        Said three = threeMembers(at);

        assertThat(three.alerts()).isEqualTo(one.alerts()).hasSizeGreaterThan(10);
        assertThat(three.pages()).isEqualTo(one.pages()).hasSizeGreaterThan(10);
        assertThat(three.ledger()).isEqualTo(one.ledger());
    }

    private Said oneNode(Instant at) {
        Bench bench = bench();
        try (LiveEngine engine = LiveEngine.start(bench.parts(), Clock.systemUTC(), 2)) {
            for (int i = 0; i < BATCHES; i++) {
                engine.accept(batch(i, at)).toCompletableFuture().join();
            }
            return said(engine, bench);
        }
    }

    private Said threeMembers(Instant at) {
        Bench bench = bench();
        try (LocalCluster cluster = new LocalCluster(3, bench, folder).start("a", "b", "c")) {
            cluster.awaitWhole("a");
            List<String> members = List.of("a", "b", "c");
            for (int i = 0; i < BATCHES; i++) {
                cluster.at(members.get(i % members.size()))
                        .accept(batch(i, at))
                        .toCompletableFuture()
                        .join();
            }
            return said(cluster.at("b"), bench);
        }
    }

    /** Once everything is folded and nothing new has been said for a while. */
    private static Said said(Engine engine, Bench bench) {
        await().atMost(LONG)
                .until(() -> engine.ledger().outcomes().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == BATCHES * 40L);
        await().atMost(LONG).during(Duration.ofSeconds(3)).until(() -> {
            int pages = bench.pager.taken().size();
            return pages >= alerts(engine.alerts()).size();
        });
        return new Said(alerts(engine.alerts()), pages(bench.pager.taken()), engine.ledger());
    }

    private static TreeSet<String> alerts(Collection<LiveAlert> alerts) {
        TreeSet<String> said = new TreeSet<>();
        alerts.forEach(alert -> said.add(alert.id() + " " + alert.alert().rule() + " "
                + alert.alert().scope().key() + " " + alert.state()));
        return said;
    }

    private static List<String> pages(List<Page> pages) {
        List<String> said = new ArrayList<>();
        pages.forEach(page -> said.add(page.alertId() + " " + page.action()));
        said.sort(String::compareTo);
        return said;
    }

    /** Calls of many users; some teams and users spend too much, some calls come twice. */
    private static List<Signal> batch(int number, Instant at) {
        List<Signal> batch = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int user = (number * 7 + i) % 50;
            int team = user % 11;
            double usd = i == 0 && number % 5 == 0 ? 600 : 1.5;
            String id = i == 39 ? "call-" + number + "-38" : "call-" + number + "-" + i;
            batch.add(Calls.of(id, at, "user-" + user, "team-" + team, "session-" + user, usd));
        }
        return batch;
    }

    private static Bench bench() {
        return new Bench(new FunctionRules()
                .event("cost.expensive-request", CallFact.class, call -> call.usd() > 500)
                .state(
                        "cost.hourly-spend-spike",
                        HourlySpend.class,
                        "",
                        spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 50));
    }

    private record Said(TreeSet<String> alerts, List<String> pages, Engine.Ledger ledger) {}
}
