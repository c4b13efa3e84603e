// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.langfuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LangfuseDoorTest {
    private static final Sender LANGFUSE = new Sender("langfuse");

    @ParameterizedTest
    @CsvSource({"ALERT, true", "WARNING, true", "NO_DATA, true", "OK, false", "PAUSED, false", "UNKNOWN, false"})
    void firesInTheSeveritiesThatAskForAttention(String severity, boolean firing) {
        ExternalAlert alert = (ExternalAlert) LANGFUSE.signal("{'id':'e1','type':'monitor-alert','timestamp':"
                + "'2026-11-23T12:00:00Z','payload':{'monitorId':'m1','severity':'" + severity + "'}}");
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.fingerprint()).isEqualTo("m1");
        assertThat(alert.value()).isNaN();
    }

    @Test
    void ignoresOtherWebhooksAndKeepsWhatItDoesNotUnderstand() {
        assertThat(LANGFUSE.signals("{'id':'e1','type':'prompt-version','payload':{}}"))
                .isEmpty();
        assertThat(LANGFUSE.deadLetter("{'id':'e1'}").code()).isEqualTo("schema");
        assertThat(LANGFUSE.deadLetter("{'type':'monitor-alert','payload':7}").code())
                .isEqualTo("schema");
    }
}
