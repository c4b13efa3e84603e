// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.TimelineEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three causes for a call that is turned away, told apart from event to alert. */
class RejectionsTest {
    private static final String OK = "{'type':'llm.call','model':'claude-opus-5','tokens':{'input':900,'output':90},"
            + "'status':200,'feature':'chat','user':'anna','workspace':'prod','provider':'anthropic'}";

    private static String failed(int status, String errorType) {
        return OK.replace("'status':200", "'status':" + status + ",'errorType':'" + errorType + "'")
                .replace("'input':900,'output':90", "'input':0");
    }

    @ParameterizedTest
    @CsvSource({
        "429, rate_limit_error, limits.quota-429, pool=prod/opus, shed-load, RATE_LIMIT",
        "429, ThrottlingException, limits.quota-429, pool=prod/opus, shed-load, RATE_LIMIT",
        "429, billing_error, limits.budget-429, provider=anthropic, raise-spend-limit, RATE_LIMIT",
        "429, insufficient_quota, limits.budget-429, provider=anthropic, raise-spend-limit, RATE_LIMIT",
        "402, payment_required, limits.budget-429, provider=anthropic, raise-spend-limit, RATE_LIMIT",
        "529, overloaded_error, provider.capacity-529, model=claude-opus-5, change-model, PROVIDER"
    })
    void eachCauseHasItsScopeAndItsRunbook(
            int status, String errorType, String rule, String scope, String runbook, AlertClass kind) {
        try (Lab lab = new Lab()) {
            lab.send(80, OK).send(5, failed(status, errorType)).seconds(3);

            assertThat(lab.open()).containsExactly(rule);
            assertThat(lab.open(rule)).singleElement().satisfies(live -> {
                assertThat(live.alert().scope().label()).isEqualTo(scope);
                assertThat(live.alert().runbook()).isEqualTo(runbook);
                assertThat(live.alert().alertClass()).isEqualTo(kind);
                assertThat(live.alert().labels()).containsEntry("provider", "anthropic");
                assertThat(live.alert().contributors().get(0).label()).isEqualTo("feature=chat");
            });
            assertThat(lab.send(300, OK).minutes(12).open()).isEmpty();
        }
    }

    @Test
    void aFewAmongManyStayQuiet() {
        try (Lab lab = new Lab()) {
            lab.send(95, OK)
                    .send(5, failed(429, "rate_limit_error"))
                    .send(2, failed(429, "billing_error"))
                    .send(4, failed(529, "overloaded_error"))
                    .send(9, failed(500, "api_error"))
                    .seconds(3);

            assertThat(lab.all("limits.quota-429")).isEmpty();
            assertThat(lab.all("limits.budget-429")).isEmpty();
            assertThat(lab.all("provider.capacity-529")).isEmpty();
        }
    }

    @Test
    void theProvidersIncidentSaysItAndTheErrorsOfFeaturesAreOneCause() {
        try (Lab lab = new Lab()) {
            // Given: an hour without errors, then one with
            lab.send(150, OK).minutes(61);
            lab.send(100, OK).send(40, failed(529, "overloaded_error")).seconds(3);
            assertThat(lab.open()).containsExactly("errors.error-rate-climb", "provider.capacity-529");
            assertThat(last(lab.open("errors.error-rate-climb")).text())
                    .isEqualTo("provider.capacity-529 says why calls of this provider fail");

            // When
            lab.send("{'type':'provider.status','provider':'anthropic','component':'API','level':'partial-outage'}")
                    .seconds(3);

            // Then
            assertThat(lab.open("provider.capacity-529"))
                    .singleElement()
                    .satisfies(live -> assertThat(live.timeline())
                            .extracting(TimelineEntry::text)
                            .contains("its provider has an incident"));
        }
    }

    private static TimelineEntry last(List<LiveAlert> alerts) {
        List<TimelineEntry> timeline = alerts.get(0).timeline().stream()
                .filter(entry -> entry.kind().equals("held"))
                .toList();
        return timeline.get(timeline.size() - 1);
    }
}
