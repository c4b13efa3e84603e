// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.TimelineEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Context windows that fill up, answers of odd lengths, users who complain: from events to alerts. */
class AnswersTest {
    private static final String CALL = "{'type':'llm.call','model':'claude-haiku-4-5','status':200,'feature':'chat',"
            + "'tokens':{'input':%d,'output':%d},'user':'u%d','quality':%s}";

    private static String call(int input, int output) {
        return CALL.formatted(input, output, output % 7, "0.9");
    }

    @Test
    void fullContextWindowsWarnThenPage() {
        try (Lab lab = new Lab()) {
            // Given: Haiku 4.5 holds 200,000 tokens
            lab.send(20, call(150_000, 100)).seconds(3);
            assertThat(lab.open()).doesNotContain("context.context-pressure");
            lab.send(5, call(160_000, 100)).seconds(3);
            assertThat(lab.open()).contains("context.context-pressure").doesNotContain("context.context-critical");

            // When
            lab.send(200, call(180_000, 100)).seconds(3);

            // Then
            assertThat(lab.open("context.context-critical"))
                    .singleElement()
                    .satisfies(live -> assertThat(live.alert().runbook()).isEqualTo("compress-context"));
            assertThat(lab.open("context.context-pressure").get(0).timeline())
                    .extracting(TimelineEntry::text)
                    .contains("context.context-critical is open for the same feature");
            assertThat(lab.minutes(16).open()).doesNotContain("context.context-pressure", "context.context-critical");
        }
    }

    @Test
    void successesWithoutAnyOutputAreWorthNothing() {
        String embedding = call(1000, 0).replace(",'quality':0.9", "");
        String empty = embedding.replace("'status'", "'stopReason':'end_turn','status'");
        try (Lab lab = new Lab()) {
            // Given: 2 of 130, not counting what was not to have an output
            lab.send(98, call(1000, 400)).send(30, embedding).send(2, empty).seconds(3);
            assertThat(lab.all("quality.garbage-200")).isEmpty();

            lab.send(empty).seconds(3);

            assertThat(lab.open("quality.garbage-200")).hasSize(1);
        }
    }

    @Test
    void answersOfOddLengthAreSeenOnceAUsualLengthIsKnown() {
        try (Lab lab = new Lab("", Instant.parse("2026-11-02T23:00:00Z"))) {
            // Given: answers of about 400 tokens, and nothing to compare with yet
            for (int i = 0; i < 50; i++) {
                for (int output : new int[] {300, 360, 400, 440, 520}) {
                    lab.send(call(1000, output));
                }
            }
            lab.send(60, call(1000, 9000)).minutes(2);
            assertThat(lab.all("quality.length-anomaly")).isEmpty();

            // When: the next day, a quarter is twenty times as long, then more are odd
            lab.hours(2).send(75, call(1000, 400)).send(25, call(1000, 9000)).minutes(2);
            assertThat(lab.all("quality.length-anomaly")).isEmpty();
            lab.send(5, call(1000, 4)).minutes(2);

            // Then
            assertThat(lab.open("quality.length-anomaly")).singleElement().satisfies(live -> {
                assertThat(live.alert().summary()).startsWith("29% of answers are out of the ordinary length");
                assertThat(live.alert().basis()).isEqualTo("median and deviation of 310 answers on days that are over");
            });
            assertThat(lab.send(300, call(1000, 400)).minutes(8).open("quality.length-anomaly"))
                    .isEmpty();
        }
    }

    @Test
    void complaintsWithAQualityAlertAreOneIncident() {
        String complaint = "{'type':'feedback','kind':'complaint','feature':'chat','user':'u1'}";
        try (Lab lab = new Lab()) {
            // Given: a day of good answers
            for (int hour = 0; hour < 25; hour++) {
                lab.send(30, call(1000, 400)).hours(1);
            }

            // When: complaints alone are no incident
            lab.send(30, call(1000, 400)).send(5, complaint).seconds(3);
            assertThat(lab.all("quality.complaint-correlation")).isEmpty();
            lab.hours(1).send(60, call(1000, 400).replace("0.9", "0.5")).seconds(3);
            assertThat(lab.open("quality.quality-drop")).hasSize(1);
            assertThat(lab.all("quality.complaint-correlation")).isEmpty();
            lab.send(5, complaint.replace("complaint", "thumbs-down")).seconds(3);

            // Then
            assertThat(lab.open("quality.complaint-correlation"))
                    .singleElement()
                    .satisfies(live -> {
                        assertThat(live.alert().labels()).containsEntry("with", "quality.quality-drop");
                        assertThat(live.alert().summary()).contains("while quality.quality-drop fires");
                    });
            assertThat(lab.open("quality.quality-drop").get(0).timeline())
                    .extracting(TimelineEntry::text)
                    .contains("quality.complaint-correlation is open for the same feature");
        }
    }
}
