// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.litellmwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.sources.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteLlmWebhookDoorTest {
    private static final Sender LITELLM = new Sender("litellm-webhook");

    @ParameterizedTest
    @CsvSource({
        "budget_crossed, user, 12, critical, 10",
        "threshold_crossed, key, 9, warning, 10",
        "soft_budget_crossed, team, 6, warning, 5",
        "projected_limit_exceeded, internal_user, 6, warning, 10",
        "a_word_of_next_year, project, 6, warning, 10"
    })
    void readsBudgetEventsAlsoWithWordsItDoesNotKnow(
            String event, String group, double spend, String severity, double threshold) {
        ExternalAlert alert =
                (ExternalAlert) LITELLM.signal(("{'event':'%s','event_group':'%s','spend':%s,'max_budget':10,"
                                + "'soft_budget':5,'user_id':'u','team_id':'t','event_message':'m'}")
                        .formatted(event, group, spend));
        assertThat(alert.name()).isEqualTo(event);
        assertThat(alert.severity()).isEqualTo(severity);
        assertThat(alert.value()).isEqualTo(spend);
        assertThat(alert.threshold()).isEqualTo(threshold);
        assertThat(alert.fingerprint()).isEqualTo(event + "/" + group + "/u");
        assertThat(alert.id()).isEqualTo(alert.fingerprint() + "/2026-11-23");
        assertThat(alert.who().team()).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"projected_exceeded_date", "projected_exceeded_data"})
    void readsTheProjectedDateUnderBothOfItsNames(String name) {
        ExternalAlert alert = (ExternalAlert)
                LITELLM.signal("{'event':'projected_limit_exceeded','spend':1,'" + name + "':'2026-12-01'}");
        assertThat(alert.labels()).containsEntry("projected_exceeded_date", "2026-12-01");
    }

    @Test
    void dropsKeyHashesAndEmailAddresses() {
        assertThat(LITELLM.signal("{'event':'budget_crossed','spend':1,'token':'88dc28','user_email':'a@b.example'}")
                        .toString())
                .doesNotContain("88dc28", "@");
    }

    @Test
    void readsTrackedSpendAsAGaugeBecauseTheCallTellsTheMoney() {
        MetricPoint point = (MetricPoint) LITELLM.signal("{'event':'spend_tracked','spend':0.5,'customer_id':'c'}");
        assertThat(point.temporality()).isEqualTo(MetricPoint.Temporality.GAUGE);
        assertThat(point.value()).isEqualTo(0.5);
        assertThat(point.who().user()).isEqualTo("c");
    }

    @Test
    void ignoresEventsAboutKeysAndKeepsWhatItDoesNotUnderstand() {
        assertThat(LITELLM.signals("{'event':'key_created','event_group':'key'}"))
                .isEmpty();
        assertThat(LITELLM.deadLetter("{'text':'slack shaped'}").code()).isEqualTo("schema");
        assertThat(LITELLM.deadLetter("not json").code()).isEqualTo("json-malformed");
    }
}
