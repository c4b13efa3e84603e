// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503, 599})
    void passesWithTime(int status) {
        assertThat(refusal(status, "later").byStatus()).isInstanceOf(RetryableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void asksForAnotherKey(int status) {
        assertThat(refusal(status, "who are you").byStatus()).isInstanceOf(AuthFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 404, 422})
    void isFinalOtherwise(int status) {
        assertThat(refusal(status, "no").byStatus()).isInstanceOf(PermanentException.class);
    }

    @Test
    void tellsStatusCodeWaitAndWords() {
        Answer answer = new Answer(429, "", Optional.of(Duration.ofSeconds(7)));

        RetryableException told =
                Refusal.of("Acme", answer, "slow down", "key").withCode("busy").retryable();

        assertThat(told).hasMessage("Acme answered 429, slow down");
        assertThat(told.status()).isEqualTo(429);
        assertThat(told.code()).isEqualTo("busy");
        assertThat(told.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void hidesTheSecretAndCutsLongWords() {
        assertThat(refusal(400, "bad key s3cret").permanent()).hasMessage("Acme answered 400, bad key ***");
        assertThat(refusal(400, "w".repeat(600)).words()).hasSize(501).endsWith("…");
        assertThat(refusal(400, "").permanent()).hasMessage("Acme answered 400");
    }

    private static Refusal refusal(int status, String words) {
        return Refusal.of("Acme", new Answer(status, "", Optional.empty()), words, "s3cret");
    }
}
