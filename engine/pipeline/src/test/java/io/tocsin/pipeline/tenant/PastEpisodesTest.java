// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.log.Json;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people are told of alerts like the one they look at. */
class PastEpisodesTest {
    private final SteppedEngine engine = new Bench(new FunctionRules()
                    .state(
                            "cost.hourly-spend-spike",
                            HourlySpend.class,
                            spend -> spend.usd() > 10 && spend.scope().id().equals("search")))
            .stepped();

    @AfterEach
    void close() {
        engine.close();
    }

    private void spike() {
        engine.accept(List.of(Calls.of(engine.now(), 50)));
        engine.advanceTo(engine.now().plusSeconds(5));
    }

    private LiveAlert newest() {
        return engine.alerts().stream()
                .max(Comparator.comparing(LiveAlert::startsAt))
                .orElseThrow();
    }

    @Test
    void anAlertTellsHowThoseBeforeItEnded() {
        // Given: one that is taken and ends by itself, one that is closed by hand a day later
        spike();
        assertThat(newest().past()).isEmpty();
        engine.command(new Command.Acknowledge(newest().id(), "anna"));
        engine.advanceTo(engine.now().plus(Duration.ofHours(30)));
        spike();
        engine.command(new Command.Resolve(newest().id(), "bert"));
        engine.advanceTo(engine.now().plus(Duration.ofHours(30)));

        // When
        spike();

        // Then: longer than the episodes themselves are kept
        assertThat(newest().past()).hasSize(2);
        assertThat(newest().past().get(0)).endsWith("min: closed by bert");
        assertThat(newest().past().get(1)).startsWith("2026-03-02 12:00, ").endsWith("min: taken by anna");
    }

    @Test
    void aCheckpointOfTheFirstVersionHasNoPast() throws java.io.IOException {
        String first = "{\"episodes\":[],\"runs\":[],\"flags\":[],\"changes\":[],\"providers\":[],\"seen\":{},"
                + "\"stopReason\":\"\"}";

        TenantState read = Json.MAPPER.readValue(first, TenantState.class);

        assertThat(read.past()).isNull();
        assertThat(read.episodes()).isEmpty();
    }
}
