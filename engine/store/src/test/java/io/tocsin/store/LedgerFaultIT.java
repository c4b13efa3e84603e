// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.fact.ExternalAlertState;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.ledger.Claim;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Planned;
import io.tocsin.pipeline.node.LedgerProbe;
import io.tocsin.pipeline.node.LedgerWatch;
import io.tocsin.pipeline.node.LiveEngine;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger on PostgreSQL that is away or hangs. */
class LedgerFaultIT {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private static PostgresServer server;
    private FaultProxy proxy;

    private final Bench bench = new Bench(new FunctionRules()
            .state("platform.ledger-unreachable", ExternalAlertState.class, ExternalAlertState::firing)
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    "downgrade",
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void startProxy() throws Exception {
        server.wipe();
        proxy = new FaultProxy(server.port());
    }

    @AfterEach
    void stopProxy() throws Exception {
        proxy.close();
    }

    @Test
    void answersWithinTheDeadlineHoweverTheServerHangs() {
        try (ActionLedger ledger = open()) {
            Owner owner = ledger.own(0, "a");
            proxy.hang();

            // When
            Instant asked = Instant.now();
            assertThatThrownBy(() -> ledger.claim(planned("one"), owner))
                    .isInstanceOf(LedgerUnreachable.class)
                    .hasMessageContaining("2000 ms");

            // Then
            assertThat(Duration.between(asked, Instant.now())).isLessThan(DEADLINE.plus(SLACK));
            proxy.heal();
            await().ignoreExceptions().untilAsserted(ledger::probe);
            assertThat(ledger.claim(planned("two"), owner)).isInstanceOf(Claim.Granted.class);
        }
    }

    @Test
    void opensThoughTheServerIsAway() {
        proxy.cut();
        try (ActionLedger ledger = open()) {
            assertThatThrownBy(() -> ledger.own(0, "a")).isInstanceOf(LedgerUnreachable.class);

            proxy.heal();

            await().ignoreExceptions().untilAsserted(ledger::probe);
            assertThat(ledger.own(0, "a").fence()).isPositive();
        }
    }

    @Test
    void actionsStopAndPagesGoOnWhileTheServerHangs() {
        try (ActionLedger ledger = open();
                LiveEngine engine = start(ledger)) {
            spike(engine, "search");
            awaitProposal(engine, 1);
            engine.runs().forEach(run -> approve(engine, run));
            await().untilAsserted(() -> assertThat(bench.runbooks.walked).contains(Mode.ACT));
            proxy.hang();

            // When
            spike(engine, "legal");
            awaitProposal(engine, 2);
            Instant approved = Instant.now();
            approve(engine, run(engine, "legal"));
            spike(engine, "sales");

            // Then
            await().untilAsserted(() -> assertThat(triggers()).isEqualTo(3));
            await().atMost(DEADLINE.plus(DEADLINE).plus(SLACK))
                    .untilAsserted(
                            () -> assertThat(run(engine, "legal").state()).isEqualTo(State.REFUSED));
            assertThat(run(engine, "legal").timeline().toString()).contains("the action ledger cannot be reached");
            assertThat(Duration.between(approved, Instant.now()))
                    .isLessThan(DEADLINE.plus(DEADLINE).plus(SLACK));
            assertThat(bench.runbooks.walked).containsOnlyOnce(Mode.ACT);
            proxy.heal();
        }
    }

    @Test
    void peopleHearWithinAMinuteThatActionsStoppedAndWhenTheyMayRunAgain() throws Exception {
        try (ActionLedger ledger = open();
                LiveEngine engine = start(ledger);
                LedgerProbe probe = LedgerProbe.start(ledger, Clock.systemUTC(), "a");
                AutoCloseable watch = LedgerWatch.start(probe, engine, Clock.systemUTC(), "default")) {
            ledger.probe();
            assertThat(watch).isNotNull();

            // When
            proxy.cut();

            // Then
            await().atMost(A_MINUTE)
                    .untilAsserted(() -> assertThat(bench.pager.actions()).containsExactly(Page.Action.TRIGGER));
            proxy.heal();
            await().atMost(A_MINUTE)
                    .untilAsserted(() -> assertThat(bench.pager.actions())
                            .containsExactly(Page.Action.TRIGGER, Page.Action.RESOLVE));
            spike(engine, "search");
            awaitProposal(engine, 1);
            approve(engine, run(engine, "search"));
            await().untilAsserted(() -> assertThat(ledger.actions(Set.of(ActionState.SUCCEEDED), 10))
                    .hasSize(1));
        }
    }

    private ActionLedger open() {
        return SqlLedger.postgres(PostgresServer.settings(proxy.port(), DEADLINE));
    }

    private LiveEngine start(ActionLedger ledger) {
        bench.ledger = ledger;
        return LiveEngine.start(bench.parts(), Clock.systemUTC(), 1);
    }

    private static void spike(LiveEngine engine, String team) {
        engine.accept(List.of(Calls.of("dear-" + team, Instant.now(), "anna-" + team, team, "s", 120)));
    }

    private static void awaitProposal(LiveEngine engine, int runs) {
        await().untilAsserted(
                        () -> assertThat(engine.runs()).hasSize(runs).noneMatch(run -> run.state() == State.PROPOSED));
    }

    private static void approve(LiveEngine engine, RunbookRun run) {
        assertThat(engine.command(new Command.Approve(run.id(), "anna"))
                        .toCompletableFuture()
                        .join()
                        .ok())
                .isTrue();
    }

    private static RunbookRun run(LiveEngine engine, String team) {
        return engine.runs().stream()
                .filter(run -> run.target().id().equals(team))
                .findFirst()
                .orElseThrow();
    }

    private long triggers() {
        return bench.pager.actions().stream()
                .filter(Page.Action.TRIGGER::equals)
                .count();
    }

    private static Planned planned(String key) {
        return new Planned(key, "run." + key + ".ACT", "downgrade", "once", "default");
    }
}
