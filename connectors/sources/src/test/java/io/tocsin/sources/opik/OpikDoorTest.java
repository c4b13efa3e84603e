// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.opik;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import org.junit.jupiter.api.Test;

class OpikDoorTest {
    private static final Sender OPIK = new Sender("opik");

    @Test
    void readsNumbersThatArriveAsStrings() {
        ExternalAlert alert = (ExternalAlert) OPIK.signal(
                "{'event_type':'TRACE_COST','metric_name':'trace:cost','metric_value':'15.5','threshold':'10'}");
        assertThat(alert.value()).isEqualTo(15.5);
        assertThat(alert.threshold()).isEqualTo(10);
        assertThat(alert.name()).isEqualTo("trace:cost");
    }

    @Test
    void keepsTheFingerprintWhileTheSameAlertIsToldAgain() {
        String body = "{'event_type':'trace:errors','alert_name':'A','metric_value':'%s','threshold':'1'}";
        assertThat(((ExternalAlert) OPIK.signal(body.formatted("2"))).fingerprint())
                .isEqualTo(((ExternalAlert) OPIK.signal(body.formatted("3"))).fingerprint());
    }

    @Test
    void readsAChangedPromptAsAChange() {
        Change change = (Change) OPIK.signal("{'id':'1','event_type':'prompt:committed','prompt':{'name':'triage'}}");
        assertThat(change.kind()).isEqualTo(Change.Kind.CONFIG);
        assertThat(change.subject()).isEqualTo("triage");
    }

    @Test
    void ignoresExperimentsAndKeepsWhatItDoesNotUnderstand() {
        assertThat(OPIK.signals("{'event_type':'experiment:finished'}")).isEmpty();
        assertThat(OPIK.deadLetter("{'a':1}").code()).isEqualTo("schema");
    }
}
