// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.ReceiverSettings;
import io.tocsin.app.settings.RoutingSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.camel.opsgenie.OpsgenieFlavour;
import io.tocsin.pipeline.tenant.Routing;
import io.tocsin.receivers.Secret;
import io.tocsin.receivers.opsgenie.OpsgenieSettings;
import io.tocsin.receivers.pagerduty.PagerDutySettings;
import io.tocsin.receivers.slackops.SlackOpsSettings;
import io.tocsin.receivers.slackwebhook.SlackWebhookSettings;
import java.util.List;
import java.util.Map;

/** Who can be told and who is told of what, as the engine wants to know it. */
public final class People {
    private People() {}

    /** The receivers of the settings, by name. @throws Failure if one is not right, with the key and what was expected */
    public static List<io.tocsin.receivers.ReceiverSettings> receivers(Settings settings) {
        return settings.receivers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> receiver(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static io.tocsin.receivers.ReceiverSettings receiver(String name, ReceiverSettings settings) {
        try {
            return settings.match(new Named(name));
        } catch (IllegalArgumentException wrong) {
            throw new Failure(Exit.WRONG, "the settings are not right\n" + wrong.getMessage(), "");
        }
    }

    /** Who is told of what. */
    static Routing routing(RoutingSettings settings) {
        List<Routing.Route> routes = settings.matches().stream()
                .map(match -> new Routing.Route(match.when(), match.receivers()))
                .toList();
        return new Routing(
                routes,
                settings.page(),
                settings.chat(),
                settings.fallback(),
                settings.repeatInterval(),
                settings.pageWait());
    }

    /** Settings under their name. */
    private record Named(String name) implements ReceiverSettings.Cases<io.tocsin.receivers.ReceiverSettings> {
        @Override
        public io.tocsin.receivers.ReceiverSettings pagerDuty(ReceiverSettings.PagerDuty settings) {
            return new PagerDutySettings(name, secret(settings.routingKey()), settings.baseUri(), settings.timeout());
        }

        @Override
        public io.tocsin.receivers.ReceiverSettings opsgenie(ReceiverSettings.Opsgenie settings) {
            OpsgenieFlavour flavour = OpsgenieFlavour.valueOf(settings.flavour().name());
            return new OpsgenieSettings(
                    name,
                    flavour,
                    secret(settings.apiKey()),
                    settings.baseUri().orElseGet(() -> OpsgenieSettings.baseUri(flavour)),
                    settings.timeout());
        }

        @Override
        public io.tocsin.receivers.ReceiverSettings slackOps(ReceiverSettings.SlackOps settings) {
            return new SlackOpsSettings(
                    name, secret(settings.botToken()), settings.channel(), settings.baseUri(), settings.timeout());
        }

        @Override
        public io.tocsin.receivers.ReceiverSettings slackWebhook(ReceiverSettings.SlackWebhook settings) {
            return new SlackWebhookSettings(name, secret(settings.webhookUrl()));
        }

        private static Secret secret(io.tocsin.app.settings.bind.Secret secret) {
            return Secret.of(secret.reveal());
        }
    }
}
