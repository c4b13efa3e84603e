// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.receivers.pagerduty.PagerDutySettings;
import io.tocsin.receivers.slackops.SlackOpsSettings;
import io.tocsin.receivers.slackwebhook.SlackWebhookSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void neverPrintsASecret() {
        String hook = "https://hooks.slack.com/services/T0/B0/" + KEY;
        assertThat(List.of(
                                pagerDuty("oncall", KEY, "https://events.pagerduty.com", Samples.TIMEOUT),
                                new SlackWebhookSettings("hook", Secret.of(hook)))
                        .toString())
                .doesNotContain(KEY)
                .contains("***");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            On Call | 0123456789abcdef0123456789abcdef | https://x.org | PT2S | receivers: a name must be lower-case letters, digits and dashes, was 'On Call'
            a.b     | 0123456789abcdef0123456789abcdef | https://x.org | PT2S | receivers: a name must be lower-case letters, digits and dashes, was 'a.b'
            oncall  | short                            | https://x.org | PT2S | receivers.oncall.routing-key must have 32 characters, had 5
            oncall  | ${env:PAGERDUTY_KEY}             | https://x.org | PT2S | receivers.oncall.routing-key must be set, as ${env:NAME} or ${file:/path}, was empty or not resolved
            oncall  | 0123456789abcdef0123456789abcdef | http://x.org  | PT2S | receivers.oncall.base-uri must be an absolute https address without credentials, was http://x.org
            oncall  | 0123456789abcdef0123456789abcdef | https://x.org | PT0S | receivers.oncall.timeout must be above zero and at most PT1M, was PT0S
            oncall  | 0123456789abcdef0123456789abcdef | https://x.org | PT2M | receivers.oncall.timeout must be above zero and at most PT1M, was PT2M
            """)
    void refusesSettingsThatCannotWork(String name, String key, String address, Duration timeout, String message) {
        assertThatThrownBy(() -> pagerDuty(name, key, address, timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not an address", "http://hooks.slack.com/x", "https://user:pw@hooks.slack.com/x"})
    void refusesAWebhookThatIsNoSafeAddressWithoutPrintingIt(String url) {
        assertThatThrownBy(() -> new SlackWebhookSettings("hook", Secret.of(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("receivers.hook.webhook-url must be")
                .message()
                .doesNotContain("hooks.slack.com");
    }

    @Test
    void refusesTwoReceiversOfOneName() {
        SlackOpsSettings one =
                new SlackOpsSettings("chat", Secret.of("xoxb-1"), "#ops", SlackOpsSettings.BASE_URI, Samples.TIMEOUT);
        assertThatThrownBy(() -> Receivers.open(List.of(one, one))).hasMessage("receivers.chat.name is given twice");
    }

    private static PagerDutySettings pagerDuty(String name, String key, String address, Duration timeout) {
        return new PagerDutySettings(name, Secret.of(key), URI.create(address), timeout);
    }
}
