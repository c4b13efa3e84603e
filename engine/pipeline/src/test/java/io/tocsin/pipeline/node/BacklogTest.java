// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BacklogTest {
    private static final long UNFOLDED = 20_000;
    private static final long OFFERED = 100_000;
    private static final Duration LONG_ENOUGH = Duration.ofMillis(300);

    private final Backlog backlog = new Backlog(3);
    private final AtomicBoolean wentOn = new AtomicBoolean();
    private final Thread log = new Thread(this::awaitRoom, "log");

    @AfterEach
    void stop() throws InterruptedException {
        log.interrupt();
        log.join();
    }

    @Test
    void theLogDoesNotWaitWhileTheFoldsAreNearlyUpToDate() throws InterruptedException {
        backlog.logged(UNFOLDED);

        backlog.awaitRoom();

        assertThat(backlog.behind()).isZero();
    }

    @Test
    void theLogWaitsUntilTheSlowestSliceHasCaughtUp() {
        // Given
        backlog.logged(UNFOLDED + 100);

        // When
        log.start();
        await().until(() -> log.getState() == Thread.State.TIMED_WAITING);
        backlog.folded(0, UNFOLDED + 100);
        backlog.folded(1, UNFOLDED + 100);
        backlog.folded(2, 99);

        // Then
        await().during(LONG_ENOUGH).until(() -> !wentOn.get());
        backlog.folded(2, 1);
        await().untilTrue(wentOn);
    }

    @Test
    void aSliceThatIsFarAheadDoesNotMakeUpForOneThatStands() {
        backlog.logged(UNFOLDED + 1);
        backlog.folded(0, 10 * UNFOLDED);
        backlog.folded(1, 10 * UNFOLDED);

        log.start();

        await().during(LONG_ENOUGH).until(() -> !wentOn.get());
        backlog.folded(2, 1);
        await().untilTrue(wentOn);
    }

    @Test
    void theLogStopsWaitingWhenItIsInterrupted() throws InterruptedException {
        backlog.logged(UNFOLDED + 1);
        log.start();

        log.interrupt();
        log.join();

        assertThat(wentOn).isFalse();
    }

    @Test
    void nobodyWaitsForFoldsThatHaveEnded() {
        backlog.logged(UNFOLDED + 1);
        log.start();
        await().until(() -> log.getState() == Thread.State.TIMED_WAITING);

        backlog.close();

        await().untilTrue(wentOn);
    }

    @Test
    void isFullOnlyBeyondTheLimitAndUntilTheSlowestSliceCatchesUp() {
        backlog.offered(OFFERED);
        assertThat(backlog.full()).isFalse();

        backlog.offered(1);
        assertThat(backlog.full()).isTrue();

        backlog.folded(0, 5);
        backlog.folded(1, 5);
        assertThat(backlog.full()).isTrue();
        backlog.folded(2, 1);
        assertThat(backlog.full()).isFalse();
        assertThat(backlog.behind()).isEqualTo(OFFERED);
        assertThat(backlog.offered()).isEqualTo(OFFERED + 1);
    }

    @Test
    void givesBackWhatCouldNotBeMadeDurable() {
        backlog.offered(7);
        backlog.offered(OFFERED);
        assertThat(backlog.full()).isTrue();

        backlog.offered(-OFFERED);

        assertThat(backlog.full()).isFalse();
        assertThat(backlog.offered()).isEqualTo(7);
        assertThat(backlog.behind()).isEqualTo(7);
    }

    private void awaitRoom() {
        try {
            backlog.awaitRoom();
            wentOn.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
