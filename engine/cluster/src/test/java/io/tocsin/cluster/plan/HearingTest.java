// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HearingTest {
    private static final List<String> THREE = List.of("a", "b", "c");
    private static final long LEASE = Duration.ofSeconds(4).toNanos();

    private final Hearing hearing = new Hearing("a", Duration.ofSeconds(5));

    @Test
    void whoNeverAnsweredIsNotHeard() {
        assertThat(hearing.majority(THREE, 3, 0)).isFalse();
    }

    @Test
    void oneAnswerOfTwoMakesAMajorityUntilTheLeaseIsOver() {
        hearing.answered("b", 0);

        assertThat(hearing.majority(THREE, 3, LEASE - 1)).isTrue();
        assertThat(hearing.majority(THREE, 3, LEASE)).isFalse();
    }

    @Test
    void theLeaseIsOverBeforeTheOthersGiveTheMemberUp() {
        Hearing impatient = new Hearing("a", Duration.ofSeconds(3));
        impatient.answered("b", 0);

        assertThat(impatient.majority(THREE, 3, Duration.ofSeconds(2).toNanos() - 1))
                .isTrue();
        assertThat(impatient.majority(THREE, 3, Duration.ofSeconds(2).toNanos()))
                .isFalse();
    }

    @Test
    void anAnswerThatCameLateDoesNotShortenTheLease() {
        hearing.answered("b", LEASE);
        hearing.answered("b", 0);

        assertThat(hearing.majority(THREE, 3, LEASE + 1)).isTrue();
    }

    @Test
    void whoIsNotInViewAnyMoreDoesNotCount() {
        hearing.answered("b", 0);

        assertThat(hearing.majority(List.of("a", "c"), 3, 1)).isFalse();
    }

    @Test
    void aloneInAClusterOfOneIsAMajority() {
        assertThat(hearing.majority(List.of("a"), 1, 0)).isTrue();
    }
}
