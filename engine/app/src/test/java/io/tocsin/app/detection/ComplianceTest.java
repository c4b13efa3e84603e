// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Where data goes, how much of it, and when people work: from events to alerts. */
class ComplianceTest {
    private static final String EXPECTATIONS = """
            data-classes:
              - {class: phi, regions: [us, us-*], sensitive: true}
              - {class: phi, scope: {team: berlin}, regions: [eu-*], sensitive: true}
              - {class: public, regions: []}
            working-hours:
              - {scope: {team: support}, time-zone: Europe/Berlin, from: 08:00, to: 18:00}
            """;
    private static final String CALL =
            "{'type':'llm.call','model':'claude-haiku-4-5','tokens':{'input':%d},'status':200,"
                    + "'latencySeconds':1,'feature':'notes','user':'%s','team':'%s','dataClass':'%s','region':'%s'}";

    private static String call(int tokens, String user, String team, String dataClass, String region) {
        return CALL.formatted(tokens, user, team, dataClass, region);
    }

    @Test
    void aCallOutsideTheAllowedRegionsPagesSecurityWithTheCallAsEvidence() {
        try (Lab lab = new Lab(EXPECTATIONS)) {
            // When
            lab.send(call(100, "anna", "clinic", "phi", "us-east-1"))
                    .send(call(100, "anna", "clinic", "public", "eu-west-1"))
                    .send(call(100, "anna", "clinic", "unlisted", "eu-west-1"))
                    .send(call(100, "bert", "berlin", "phi", "EU-central-1"))
                    .seconds(3);
            assertThat(lab.all("compliance.data-residency")).isEmpty();
            lab.send(call(100, "anna", "clinic", "phi", "eu-west-1")).seconds(3);

            // Then
            assertThat(lab.open("compliance.data-residency")).singleElement().satisfies(live -> {
                assertThat(live.alert().summary())
                        .isEqualTo("Data of class phi was processed in eu-west-1; allowed: us, us-*");
                assertThat(live.alert().escalationRequired()).isTrue();
                assertThat(live.alert().labels())
                        .containsEntry("user", "anna")
                        .containsEntry("region", "eu-west-1")
                        .containsEntry("callId", "e4");
            });
            assertThat(lab.minutes(16).open("compliance.data-residency")).isEmpty();
        }
    }

    @Test
    void theNarrowestEntryForATeamIsInForce() {
        try (Lab lab = new Lab(EXPECTATIONS)) {
            lab.send(call(100, "bert", "berlin", "phi", "us-east-1")).seconds(3);

            assertThat(lab.open("compliance.data-residency"))
                    .singleElement()
                    .satisfies(live -> assertThat(live.alert().summary()).endsWith("allowed: eu-*"));
        }
    }

    @Test
    void sensitiveTokensOfOneUserAddUpForADay() {
        try (Lab lab = new Lab(EXPECTATIONS)) {
            // When
            lab.send(4, call(25_000, "anna", "clinic", "phi", "us")).seconds(3);
            lab.send(9, call(25_000, "carl", "clinic", "public", "us")).seconds(3);
            assertThat(lab.all("compliance.sensitive-exposure")).isEmpty();
            lab.send(call(1, "anna", "clinic", "phi", "us")).seconds(3);

            // Then
            assertThat(lab.open("compliance.sensitive-exposure"))
                    .singleElement()
                    .satisfies(live -> {
                        assertThat(live.alert().scope().label()).isEqualTo("user=anna");
                        assertThat(live.alert().facet()).isEqualTo("phi");
                        assertThat(live.alert().summary()).startsWith("100,001 tokens of class phi");
                    });
            assertThat(lab.hours(11).open("compliance.sensitive-exposure")).hasSize(1);
            assertThat(lab.hours(1).open("compliance.sensitive-exposure")).isEmpty();
        }
    }

    @Test
    void useOutsideWrittenHoursIsNotedAndOverWhenTheyBegin() {
        Instant evening = Instant.parse("2026-11-02T16:50:00Z");
        try (Lab lab = new Lab(EXPECTATIONS, evening)) {
            // Given: 17:50 in Berlin, within the hours
            lab.send(30, call(500, "anna", "support", "none", "us")).minutes(11);
            assertThat(lab.all("compliance.off-hours-access")).isEmpty();

            // When: 18:01, outside them; what was called before does not count
            lab.send(9, call(500, "anna", "support", "none", "us")).seconds(3);
            assertThat(lab.all("compliance.off-hours-access")).isEmpty();
            lab.send(1, call(500, "anna", "support", "none", "us")).seconds(3);

            // Then
            assertThat(lab.open("compliance.off-hours-access")).singleElement().satisfies(live -> {
                assertThat(live.alert().summary()).isEqualTo("10 calls outside normal hours, 5,000 tokens");
                assertThat(live.alert().labels())
                        .containsEntry("hours", "written")
                        .containsEntry("team", "support");
            });
            assertThat(lab.minutes(80).open("compliance.off-hours-access")).isEmpty();
        }
    }

    @Test
    void hoursNobodyWroteDownAreLearnt() {
        Instant monday = Instant.parse("2026-11-02T08:30:00Z");
        try (Lab lab = new Lab("", monday)) {
            // Given: five working days, nine to five
            for (int day = 0; day < 5; day++) {
                for (int hour = 0; hour < 8; hour++) {
                    lab.send(3, call(500, "nora", "legal", "none", "us")).hours(1);
                }
                lab.hours(16);
            }
            assertThat(lab.all("compliance.off-hours-access")).isEmpty();

            // When: Saturday, and the same at three in the morning
            lab.hours(18).send(12, call(500, "nora", "legal", "none", "us")).seconds(3);

            // Then
            assertThat(lab.open("compliance.off-hours-access")).singleElement().satisfies(live -> {
                assertThat(live.alert().summary())
                        .startsWith("12 calls outside normal hours")
                        .endsWith("comparable days");
                assertThat(live.alert().basis()).isNotEmpty();
                assertThat(live.alert().labels()).containsEntry("hours", "learnt");
            });
        }
    }

    @Test
    void aNewUserIsNotSuspectAtNight() {
        try (Lab lab = new Lab("", Instant.parse("2026-11-02T03:00:00Z"))) {
            lab.send(200, call(500, "otto", "legal", "none", "us")).pass(Duration.ofMinutes(2));

            assertThat(lab.all("compliance.off-hours-access")).isEmpty();
        }
    }
}
