// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine.CommandResult;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantsTest {
    private final Bench bench = new Bench(new FunctionRules()
            .state(
                    "cost.hourly-spend-spike",
                    HourlySpend.class,
                    "downgrade",
                    spend -> spend.scope().kind() == ScopeKind.TEAM && spend.usd() > 100));
    private final SteppedEngine engine = bench.stepped();

    @Test
    void takesCommandsForTheAlertsAndRunsOfAnyTenant() {
        spike("acme");

        assertThat(command(new Command.Acknowledge(alert("acme").id(), "anna")).ok())
                .isTrue();
        assertThat(command(new Command.Approve(run("acme").id(), "anna")).ok()).isTrue();

        assertThat(alert("acme").state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(run("acme").state()).isEqualTo(State.VERIFYING);
    }

    @Test
    void aDecisionForOneTenantIsNoneForAnother() {
        spike("acme");
        spike("globex");

        command(new Command.Approve(run("acme").id(), "anna"));

        assertThat(engine.flag("acme", "llm.tier.search").orElseThrow().value()).isEqualTo("economy");
        assertThat(engine.flag("globex", "llm.tier.search")).isEmpty();
        assertThat(engine.flags()).hasSize(1);
    }

    @Test
    void stopsTheAutomationsOfEveryTenantThereIsOrWillBe() {
        spike("acme");

        CommandResult stopped = command(new Command.Stop("odd decisions", "anna"));
        CommandResult approved = command(new Command.Approve(run("acme").id(), "anna"));
        spike("globex");

        assertThat(stopped.ok()).isTrue();
        assertThat(approved.ok()).isFalse();
        assertThat(run("globex").state()).isEqualTo(State.REFUSED);
        assertThat(engine.flags()).isEmpty();
    }

    @Test
    void aCommandWithoutAnIdReleasesNothing() {
        command(new Command.Stop("odd decisions", "anna"));

        CommandResult acknowledged = command(new Command.Acknowledge("", "bert"));
        CommandResult approved = command(new Command.Approve("", "bert"));
        spike("globex");

        assertThat(acknowledged.ok()).isFalse();
        assertThat(approved.ok()).isFalse();
        assertThat(run("globex").state()).isEqualTo(State.REFUSED);
    }

    @Test
    void saysSoWhenAnAlertIsNobodys() {
        CommandResult result = command(new Command.Acknowledge("nonsense", "anna"));

        assertThat(result.ok()).isFalse();
        assertThat(result.message()).contains("nonsense");
    }

    private void spike(String tenant) {
        engine.accept(List.of(Calls.ofTenant(tenant, Calls.of(engine.now(), 120))));
        engine.advanceTo(engine.now().plusSeconds(3));
    }

    private CommandResult command(Command command) {
        return engine.command(command).toCompletableFuture().join();
    }

    private LiveAlert alert(String tenant) {
        return engine.alerts().stream()
                .filter(alert -> alert.alert().scope().tenant().equals(tenant))
                .findFirst()
                .orElseThrow();
    }

    private RunbookRun run(String tenant) {
        return engine.runs().stream()
                .filter(run -> run.target().tenant().equals(tenant))
                .findFirst()
                .orElseThrow();
    }
}
