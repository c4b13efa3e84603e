// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WaitersTest {
    @Test
    void hearAllAnswersInOrder() {
        Waiters<String> waiters = new Waiters<>("life");
        CompletableFuture<List<String>> two = waiters.expect(waiters.id(), 2);

        waiters.answer("life-1", 1, "second");
        assertThat(two).isNotDone();
        waiters.answer("life-1", 0, "first");

        assertThat(two).isCompletedWithValue(List.of("first", "second"));
    }

    @Test
    void doNotWaitForEverWhenNobodyAnswers() {
        Waiters<String> waiters = new Waiters<>("life", Duration.ofMillis(1));
        CompletableFuture<List<String>> one = waiters.expect(waiters.id(), 1);

        assertThatThrownBy(one::join).hasCauseInstanceOf(TimeoutException.class);
        waiters.answer("life-1", 0, "too late");
        assertThat(one).isCompletedExceptionally();
    }
}
