// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudWatchDoorTest {
    private static final Sender CLOUDWATCH = new Sender("cloudwatch");
    private static final ToolAlerts ALERTS = new ToolAlerts(CLOUDWATCH);
    private static final String CONFIRMATION = "{'Type':'SubscriptionConfirmation','TopicArn':"
            + "'arn:aws:sns:eu-west-1:123456789012:alarms','Token':'t0ken','SubscribeURL':'%s'}";
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

    @Test
    void readsAnAlarmOfSnsWhoseMessageIsJsonInAString() {
        ExternalAlert alarm = ALERTS.ofSample("cloudwatch-sns-alarm.json");
        ExternalAlert ok = ALERTS.ofSample("cloudwatch-sns-ok.json");
        assertThat(alarm.firing()).isTrue();
        assertThat(alarm.value()).isEqualTo(41);
        assertThat(alarm.threshold()).isEqualTo(25);
        assertThat(alarm.startsAt()).isEqualTo("2026-11-23T16:25:10.101Z");
        assertThat(alarm.labels()).containsEntry("ModelId", "anthropic.claude-opus-5");
        assertThat(ok.firing()).isFalse();
        assertThat(ok.endsAt()).isEqualTo("2026-11-23T16:29:10.101Z");
        assertThat(ok.fingerprint()).isEqualTo(alarm.fingerprint());
        assertThat(ok.id()).isNotEqualTo(alarm.id());
    }

    @Test
    void readsRawDeliveryAndEventsInsideAnEnvelope() {
        String raw = "{'AlarmName':'a','NewStateValue':'ALARM','AWSAccountId':'1','Region':'r'}";
        assertThat(ALERTS.of(raw).fingerprint()).isEqualTo("1/r/a");
        String event = EVENT.formatted("").replace("'", "\\'");
        assertThat(ALERTS.of("{'Type':'Notification','TopicArn':'t','Message':'" + event + "'}")
                        .name())
                .isEqualTo("Throttles");
    }

    @Test
    void keepsANotificationThatIsPlainText() {
        assertThat(CLOUDWATCH
                        .deadLetter("{'Type':'Notification','TopicArn':'t','Message':'The budget is used up'}")
                        .detail())
                .contains("alarm");
    }

    @Test
    void recordsATopicThatWaitsToBeConfirmedWithoutItsToken() {
        Problem pending = CLOUDWATCH.deadLetter(
                CONFIRMATION.formatted("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t0ken"));
        assertThat(pending.code()).isEqualTo("subscription-pending");
        assertThat(pending.detail()).contains("arn:aws:sns:eu-west-1:123456789012:alarms");
        assertThat(pending.toString()).doesNotContain("t0ken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/",
                "https://sns.us-east-1.amazonaws.com/",
                "https://sns.eu-west-1.amazonaws.com.evil.example/",
                "https://sns.eu-west-1.amazonaws.com:8443/",
                "https://sns.eu-west-1.amazonaws.com@evil.example/",
                "https://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "not an address",
                ""
            })
    void warnsOfAConfirmationWhoseAddressIsNotThatOfSns(String address) {
        assertThat(CLOUDWATCH.deadLetter(CONFIRMATION.formatted(address)).code())
                .isEqualTo("subscription-address");
    }
}
