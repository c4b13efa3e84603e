// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.fakes.FakeVendors;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Receivers;
import io.tocsin.receivers.Secret;
import io.tocsin.receivers.pagerduty.PagerDutySettings;
import io.tocsin.receivers.slackops.SlackOpsSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The real receivers, pointed at stand-ins of the vendors on this host. */
final class StandIns {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** The stand-ins accept any well-formed key; these are none of anybody's. */
    private static final String NO_KEY = "00000000000000000000000000000000";

    private static final String NO_TOKEN = "xoxb-demo-token";

    private StandIns() {}

    /** A pager and a chat. */
    static Receivers receivers(FakeVendors vendors, Clock clock) {
        return Receivers.open(
                List.of(
                        new PagerDutySettings(
                                DemoNode.PAGER,
                                Secret.of(NO_KEY),
                                vendors.pagerDuty().url(),
                                TIMEOUT),
                        new SlackOpsSettings(
                                DemoNode.CHAT,
                                Secret.of(NO_TOKEN),
                                DemoNode.CHANNEL,
                                vendors.slack().apiUrl(),
                                TIMEOUT)),
                clock);
    }

    static Map<String, Receiver> byName(Receivers receivers) {
        return receivers.all().stream().collect(Collectors.toMap(Receiver::name, Function.identity()));
    }
}
