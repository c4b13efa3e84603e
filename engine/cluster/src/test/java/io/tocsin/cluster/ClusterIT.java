// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.testing.LocalCluster;
import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Page;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Set<Kind> MAY_BE_LOST = Set.of(Kind.ACCEPT, Kind.RECEIVE, Kind.COPY);

    @TempDir
    Path folder;

    private final Bench bench = new Bench(new FunctionRules()
            .event("cost.expensive-request", CallFact.class, call -> call.usd() > 500)
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    "downgrade",
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));

    private LocalCluster cluster;
    private int sent;

    @BeforeEach
    void start() {
        cluster = new LocalCluster(3, bench, folder).start("a", "b", "c");
        cluster.awaitWhole("a");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void anyMemberTakesSignalsAndShowsWhatCameOfThem() {
        send("a", 100);
        send("b", 100);
        send("c", 100);

        for (String member : List.of("a", "b", "c")) {
            awaitFolded(member, 300);
        }
    }

    @Test
    void oneAlertOfManyCellsIsPagedOnce() {
        spend("a", 40);
        spend("b", 40);
        spend("c", 40);

        await().atMost(LONG).untilAsserted(() -> assertThat(triggers()).hasSize(1));
        for (String member : List.of("a", "b", "c")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.at(member).alerts())
                            .singleElement()
                            .satisfies(alert -> assertThat(alert.alert().rule()).isEqualTo("cost.hourly-spend-spike")));
        }
    }

    @Test
    void anAutomationIsApprovedAtAnyMemberAndItsFlagIsReadAtAll() {
        spend("a", 120);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(cluster.at("b").runs()).hasSize(1));
        String run = cluster.at("b").runs().iterator().next().id();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                command("b", new Command.Approve(run, "anna")).ok())
                        .isTrue());

        for (String member : List.of("a", "b", "c")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.at(member).flag("default", "llm.tier.search"))
                            .isPresent());
        }
        assertThat(bench.runbooks.walked.stream().filter(mode -> mode.name().equals("ACT")))
                .hasSize(1);
    }

    @Test
    void whenAnyMemberDiesNothingAcceptedIsMissingAndNothingIsPagedAgain() {
        spend("a", 120);
        await().atMost(LONG).untilAsserted(() -> assertThat(triggers()).hasSize(1));
        send("a", 500);

        cluster.kill("b");
        cluster.awaitWhole("a");
        send("c", 500);

        awaitFolded("a", 1001);
        awaitFolded("c", 1001);
        assertThat(triggers()).hasSize(1);
        assertThat(cluster.at("c").alerts()).hasSize(1);
    }

    @Test
    void whoeverTookACopyAfterAPageDoesNotPageAgain() {
        spend("a", 120);
        await().atMost(LONG).untilAsserted(() -> assertThat(triggers()).hasSize(1));
        cluster.kill("b");
        cluster.awaitWhole("a");
        cluster.kill("a");
        cluster.awaitOwners("c");

        send("c", 100);

        awaitFolded("c", 101);
        assertThat(cluster.at("c").alerts()).hasSize(1);
        assertThat(triggers()).hasSize(1);
    }

    @Test
    void theOldestMayDieToo() {
        send("b", 300);

        cluster.kill("a");
        cluster.awaitWhole("b");
        send("c", 300);

        awaitFolded("b", 600);
    }

    @Test
    void aMemberThatComesBackGetsItsCellsAgain() {
        send("a", 300);
        cluster.kill("b");
        cluster.awaitWhole("a");
        send("a", 300);

        cluster.start("b");

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(cluster.at("b").figures().get("cluster_cells_owned"))
                        .isGreaterThanOrEqualTo(2.0));
        cluster.awaitWhole("b");
        send("b", 300);
        awaitFolded("b", 900);
    }

    @Test
    void aMemberThatStopsInGoodOrderLeavesNothingBehind() {
        send("a", 300);
        cluster.stop("c");
        cluster.awaitWhole("a");
        send("b", 300);

        awaitFolded("a", 600);
    }

    @Test
    void whatBothSidesOfASplitAcceptedIsThereAfterItHeals() {
        send("a", 100);
        cluster.cut(List.of("c"), List.of("a", "b"));
        cluster.awaitOwners("a");
        cluster.awaitOwners("c");
        send("a", 200);
        send("c", 200);

        cluster.heal();
        cluster.awaitWhole("a");
        cluster.awaitWhole("c");

        awaitFolded("a", 500);
        awaitFolded("c", 500);
    }

    @Test
    void aMinorityPagesAndDoesNotAct() {
        cluster.cut(List.of("c"), List.of("a", "b"));
        cluster.awaitOwners("c");
        spend("c", 120);

        await().atMost(LONG).untilAsserted(() -> assertThat(triggers()).hasSize(1));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(cluster.at("c").runs()).hasSize(1));
        String run = cluster.at("c").runs().iterator().next().id();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                command("c", new Command.Approve(run, "anna")).ok())
                        .isTrue());
        await().during(Duration.ofSeconds(2))
                .until(() -> bench.runbooks.walked.stream()
                        .noneMatch(mode -> mode.name().equals("ACT")));
    }

    @Test
    void aMinorityGivesNoMoneyAway() {
        Ask ask = new Ask.Reserve("default", "r1", new Ask.Payer("search", null, null), 1_000, 60);
        cluster.cut(List.of("c"), List.of("a", "b"));
        cluster.awaitOwners("c");

        assertThat(cluster.at("c").admit(ask))
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(Engine.Overloaded.class);
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(cluster.at("a").admit(ask))
                        .succeedsWithin(LONG)
                        .extracting(Verdict::outcome)
                        .isEqualTo(Verdict.Outcome.GRANTED));
    }

    @Test
    void allMayDieAtOnceAndComeBack() {
        spend("a", 120);
        send("a", 500);
        await().atMost(LONG).untilAsserted(() -> assertThat(triggers()).hasSize(1));
        cluster.kill("a");
        cluster.kill("b");
        cluster.kill("c");

        cluster.start("c", "b", "a");
        cluster.awaitWhole("a");

        awaitFolded("a", 501);
        assertThat(cluster.at("a").alerts()).hasSize(1);
        send("b", 10);
        awaitFolded("b", 511);
        assertThat(triggers()).hasSize(1);
    }

    @Test
    void everyMemberShowsWhoseClockIsOffAlsoWhenItIsTheOldests() {
        cluster.clockIsAhead("b", Duration.ofMinutes(-10));
        cluster.clockIsAhead("c", Duration.ofMinutes(-10));

        for (String member : List.of("a", "b", "c")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.at(member).cluster())
                            .hasValueSatisfying(seen -> assertThat(seen.members())
                                    .extracting(ClusterView.Member::skew)
                                    .containsExactly(Duration.ofMinutes(10), Duration.ZERO, Duration.ZERO)));
        }
        assertThat(cluster.at("a").figures()).containsEntry("cluster_clock_skew_seconds", 600.0);
    }

    @Test
    void aStopReachesEveryCell() {
        assertThat(command("b", new Command.Stop("test", "anna")).ok()).isTrue();

        for (String member : List.of("a", "b", "c")) {
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(cluster.at(member).figures()).containsEntry("automation_paused", 1.0));
        }
    }

    @Test
    void lostAnswersLoseAndDoubleNothing() {
        Random dice = new Random(7);
        cluster.losesAnswers(kind -> MAY_BE_LOST.contains(kind) && dice.nextInt(100) == 0);
        for (int i = 0; i < 10; i++) {
            send(List.of("a", "b", "c").get(i % 3), 50);
        }
        cluster.losesAnswers(kind -> false);

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(cluster.at("a").ledger().outcomes().get("no-match"))
                                .isEqualTo(500L));
    }

    private Engine.CommandResult command(String member, Command command) {
        return cluster.at(member).command(command).toCompletableFuture().join();
    }

    private List<Page> triggers() {
        return bench.pager.taken().stream()
                .filter(page -> page.action() == Page.Action.TRIGGER)
                .toList();
    }

    private void awaitFolded(String member, long signals) {
        await().atMost(LONG).untilAsserted(() -> {
            Engine.Ledger ledger = cluster.at(member).ledger();
            long folded = ledger.outcomes().getOrDefault("no-match", 0L)
                    + ledger.outcomes().getOrDefault("alert", 0L);
            assertThat(folded).isEqualTo(signals);
        });
    }

    /** One call of team search. */
    private void spend(String member, double usd) {
        String id = "spend-" + ++sent;
        accept(member, List.of(Calls.of(id, Instant.now(), "anna-" + sent, "search", "s-" + sent, usd)));
    }

    private void send(String member, int count) {
        List<Signal> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = ++sent;
            batch.add(Calls.of(
                    "call-" + number,
                    Instant.now(),
                    "user-" + number % 97,
                    "team-" + number % 7,
                    "s-" + number,
                    0.001));
        }
        accept(member, batch);
    }

    /** As a sender does: again until it is accepted. */
    private void accept(String member, List<Signal> batch) {
        for (int attempt = 0; ; attempt++) {
            try {
                cluster.at(member).accept(batch).toCompletableFuture().join();
                return;
            } catch (CompletionException refused) {
                if (attempt == 20) {
                    throw refused;
                }
            }
        }
    }
}
