// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.signal.Attribution;
import io.tocsin.rulebase.RuleException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {
    private static Expectations parse(String yaml) {
        return Expectations.parse("expectations.yaml", yaml);
    }

    private static Attribution team(String team) {
        return new Attribution(team, "anna", "notes", null, null);
    }

    @Test
    void theNarrowestEntryWinsAndOfTwoAlikeTheLater() {
        // When
        Expectations read = parse("""
                data-classes:
                  - {class: phi, regions: [us]}
                  - {class: phi, scope: {tenant: acme}, regions: [eu-*]}
                  - {class: phi, scope: {tenant: acme, team: labs}, regions: [ca]}
                  - {class: phi, scope: {team: labs}, regions: [uk]}
                  - {class: phi, scope: {team: labs}, regions: [au]}
                """);

        // Then
        assertThat(read.dataClass("phi", "default", team("x")).orElseThrow().allowed())
                .isEqualTo("us");
        assertThat(read.dataClass("phi", "acme", team("x")).orElseThrow().allowed())
                .isEqualTo("eu-*");
        assertThat(read.dataClass("phi", "acme", team("labs")).orElseThrow().allowed())
                .isEqualTo("ca");
        assertThat(read.dataClass("phi", "other", team("labs")).orElseThrow().allowed())
                .isEqualTo("au");
        assertThat(read.dataClass("pii", "acme", team("labs"))).isEmpty();
        assertThat(read.dataClass(null, "acme", team("labs"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T07:00:00Z, true, 0",
        "2026-11-02T06:59:59Z, false, 60",
        "2026-11-02T16:59:59Z, true, 0",
        "2026-11-02T17:00:00Z, false, 1",
        "2026-11-02T17:04:30Z, false, 5",
        "2026-11-07T10:00:00Z, false, 60",
        "2026-11-03T10:00:00Z, false, 60",
        "2026-07-06T06:00:00Z, true, 0"
    })
    void hoursFollowTheClockOnTheWallAndItsSummer(Instant at, boolean open, int minutesOutside) {
        WorkingHours hours = parse("working-hours: [{time-zone: Europe/Berlin, from: 08:00, to: 18:00,"
                        + " holidays: [2026-11-03]}]")
                .workingHours("default", team("x"))
                .orElseThrow();

        assertThat(hours.open(at)).isEqualTo(open);
        assertThat(hours.minutesOutside(at, 60)).isEqualTo(minutesOutside);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T22:00:00Z, true",
        "2026-11-03T05:59:00Z, true",
        "2026-11-03T06:00:00Z, false",
        "2026-11-02T05:00:00Z, false"
    })
    void aShiftOverMidnightBelongsToTheDayItBegan(Instant at, boolean open) {
        WorkingHours hours = parse("working-hours: [{days: [mon], from: 22:00, to: 06:00}]")
                .workingHours("default", team("x"))
                .orElseThrow();

        assertThat(hours.open(at)).isEqualTo(open);
    }

    @Test
    void jobsAreReadWithTheirTenant() {
        assertThat(parse("jobs: [{job: a, every: 25h}, {job: a, tenant: acme, every: 90s}]")
                        .jobs())
                .extracting(job -> job.scope().key() + " " + job.every())
                .containsExactly("default/job/a PT25H", "acme/job/a PT1M30S");
        assertThat(parse("").jobs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            job: []                                                        | unknown key 'job'; did you mean 'jobs'?
            jobs: [{job: a, every: 5s}]                                    | must be a span from 10s to 31d
            jobs: [{job: a, every: 1h}, {job: a, every: 2h}]               | is the second entry for job=a
            data-classes: [{class: phi}]                                   | must say something of its class
            data-classes: [{class: phi, region: [us]}]                     | did you mean 'regions'?
            data-classes: [{class: phi, regions: ["eu*west"]}]             | must be a region such as eu-west-1
            data-classes: [{class: phi, sensitive: yes}]                   | must be one of true, false
            data-classes: [{class: phi, sensitive: true, scope: {}}]       | must name somebody
            data-classes: [{class: phi, sensitive: true, scope: {pool: x}}]| unknown key 'data-classes[0].scope.pool'
            working-hours: [{from: 8, to: 18:00}]                          | must be a time of day such as 08:30
            working-hours: [{from: 08:00}]                                 | working-hours[0].to is missing
            working-hours: [{from: 08:00, to: 08:00}]                      | must differ from from
            working-hours: [{from: 08:00, to: 18:00, days: [monday]}]      | must be one of mon, tue
            working-hours: [{from: 08:00, to: 18:00, time-zone: Berlin}]   | must be a time zone such as Europe/Berlin
            """)
    void saysWhatIsWrongAndWhere(String yaml, String reason) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("expectations.yaml:1:")
                .hasMessageContaining(reason);
    }
}
