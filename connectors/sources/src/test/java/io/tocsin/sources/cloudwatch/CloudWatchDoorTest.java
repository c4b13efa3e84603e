// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudWatchDoorTest {
    private static final Sender CLOUDWATCH = new Sender("cloudwatch");
    private static final String EVENT =
            "{'id':'e','detail-type':'CloudWatch Alarm State Change','account':'1','region':'r',"
                    + "'time':'2026-11-23T12:00:00Z','detail':{'alarmName':'Throttles','state':{'value':'ALARM','reason':'why',"
                    + "'timestamp':'2026-11-23T11:59:00.000+0000'%s}}}";

    @ParameterizedTest
    @CsvSource({"ALARM, true", "OK, false", "INSUFFICIENT_DATA, false"})
    void readsTheStateThatIsAnObject(String state, boolean firing) {
        ExternalAlert alert =
                (ExternalAlert) CLOUDWATCH.signal(EVENT.formatted("").replace("'ALARM'", "'" + state + "'"));
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.startsAt()).isEqualTo("2026-11-23T11:59:00Z");
        assertThat(alert.fingerprint()).isEqualTo("1/r/Throttles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'reasonData':'not json'", "'reasonData':7", "'reasonData':null", "'reasonData':'[1]'"})
    void doesWithoutReasonDataThatCannotBeRead(String reasonData) {
        ExternalAlert alert = (ExternalAlert) CLOUDWATCH.signal(EVENT.formatted("," + reasonData));
        assertThat(alert.value()).isNaN();
        assertThat(alert.threshold()).isNaN();
    }

    @Test
    void ignoresOtherEventsAndKeepsWhatItDoesNotUnderstand() {
        assertThat(CLOUDWATCH.signals("{'detail-type':'EC2 Instance State-change Notification'}"))
                .isEmpty();
        assertThat(CLOUDWATCH.deadLetter("{'Type':'Notification'}").code()).isEqualTo("schema");
        assertThat(CLOUDWATCH
                        .deadLetter("{'detail-type':'CloudWatch Alarm State Change','detail':{}}")
                        .code())
                .isEqualTo("schema");
    }
}
