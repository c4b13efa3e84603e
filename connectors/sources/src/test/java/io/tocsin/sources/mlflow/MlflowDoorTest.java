// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import org.junit.jupiter.api.Test;

class MlflowDoorTest {
    private static final Sender MLFLOW = new Sender("mlflow");

    @Test
    void readsABudgetAlertOncePerWindow() {
        String body =
                "{'budget_policy_id':'p','budget_amount':10,'current_spend':11.5,'duration_unit':'DAYS','window_start':%d}";
        ExternalAlert alert = (ExternalAlert) MLFLOW.signal(body.formatted(1_795_392_000_000L));
        assertThat(alert.value()).isEqualTo(11.5);
        assertThat(alert.threshold()).isEqualTo(10);
        assertThat(alert.startsAt()).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(alert.id()).isEqualTo("p/1795392000000");
    }

    @Test
    void keepsWhatItDoesNotUnderstand() {
        assertThat(MLFLOW.deadLetter("{'trace_id':'1'}").code()).isEqualTo("schema");
    }
}
