// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadManTest {
    private static final String BEAT = "{'type':'heartbeat','job':'nightly','interval':'PT10M'}";

    @Test
    void aJobThatFallsSilentPagesUntilItReportsAgain() {
        try (Lab lab = new Lab()) {
            lab.send(BEAT).minutes(10).send(BEAT).minutes(10).seconds(30);
            assertThat(lab.all("platform.dead-man")).isEmpty();

            lab.seconds(3);
            assertThat(lab.open("platform.dead-man")).singleElement().satisfies(live -> {
                assertThat(live.alert().scope().label()).isEqualTo("job=nightly");
                assertThat(live.alert().summary()).contains("from a job that reports every 600 s");
                assertThat(live.alert().labels()).doesNotContainKey("cause");
            });

            assertThat(lab.send(BEAT).seconds(3).open("platform.dead-man")).isEmpty();
        }
    }

    @Test
    void aSourceThatToldItsIntervalOnceIsHeardByWhateverItSends() {
        String told = "{'type':'metric','name':'tocsin.report_interval','value':60,'unit':'s','source':'gateway-a'}";
        String call = "{'type':'llm.call','source':'gateway-a','model':'claude-haiku-4-5','tokens':{'input':9},"
                + "'status':200,'user':'user-%d'}";
        try (Lab lab = new Lab()) {
            lab.send(told);
            for (int minute = 0; minute < 15; minute++) {
                lab.send(call.formatted(minute)).minutes(1);
            }
            assertThat(lab.all("platform.missing-data")).isEmpty();

            assertThat(lab.minutes(6).open("platform.missing-data"))
                    .singleElement()
                    .satisfies(live -> assertThat(live.alert().scope().label()).isEqualTo("source=gateway-a"));
        }
    }

    @Test
    void anExpectedJobThatNeverReportedIsMissedAsWell() {
        try (Lab lab = new Lab("jobs: [{job: backup, every: 1h}]")) {
            lab.minutes(60).seconds(30);
            assertThat(lab.all("platform.dead-man")).isEmpty();

            lab.seconds(3);
            assertThat(lab.open("platform.dead-man"))
                    .singleElement()
                    .satisfies(live ->
                            assertThat(live.alert().labels().get("cause")).startsWith("it is expected"));
        }
    }

    @Test
    void whatIsExpectedGoesBeforeWhatTheJobTells() {
        try (Lab lab = new Lab("jobs: [{job: nightly, every: 1h}]")) {
            lab.send(BEAT).minutes(59);
            assertThat(lab.all("platform.dead-man")).isEmpty();
            assertThat(lab.minutes(2).open("platform.dead-man")).hasSize(1);
        }
    }
}
