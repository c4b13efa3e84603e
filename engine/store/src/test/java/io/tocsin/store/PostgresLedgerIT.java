// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.LedgerContract;
import io.tocsin.pipeline.store.StoreException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLedgerIT extends LedgerContract {
    private static final int MEMBERS = 3;

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Override
    protected ActionLedger open() throws Exception {
        server.wipe();
        return SqlLedger.postgres(server.settings(Duration.ofSeconds(20)));
    }

    @Test
    void refusesADatabaseThatIsNotThere() {
        PostgresSettings right = server.settings(Duration.ofSeconds(5));
        PostgresSettings wrong = new PostgresSettings(
                right.url().replace("/postgres", "/nowhere"), right.user(), "", 1, right.deadline());

        assertThatThrownBy(() -> SqlLedger.postgres(wrong))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("does not exist");
    }

    @Test
    void membersThatStartAtOnceShareOneSchema() throws Exception {
        // Given
        server.wipe();
        ExecutorService members = Executors.newFixedThreadPool(MEMBERS);
        List<Callable<Long>> starts = new ArrayList<>();
        for (int cell = 0; cell < MEMBERS; cell++) {
            int own = cell;
            starts.add(() -> {
                try (ActionLedger ledger = SqlLedger.postgres(server.settings(Duration.ofSeconds(20)))) {
                    return ledger.own(own, "member-" + own).fence();
                }
            });
        }

        // When
        Set<Long> fences = new TreeSet<>();
        for (Future<Long> fence : members.invokeAll(starts)) {
            fences.add(fence.get());
        }
        members.shutdown();

        // Then
        assertThat(fences).containsExactly(1L, 2L, 3L);
    }

    @Test
    void livesInADatabaseThatHoldsOtherTables() throws Exception {
        // Given
        server.wipe();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE something_else (id INTEGER)");
        }

        // Then
        try (ActionLedger ledger = SqlLedger.postgres(server.settings(Duration.ofSeconds(20)))) {
            ledger.own(0, "a");
        }
    }
}
