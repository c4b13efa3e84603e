// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.settings.bind.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** One way to tell people. {@code type} in the file says which: the name of the record in lower case. */
public sealed interface ReceiverSettings {
    /** What {@code timeout} is. */
    String TIMEOUT = "Longest wait for an answer, at most 1m.";

    /** The built-in timeout. */
    String TEN_SECONDS = "10s";

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /**
     * A PagerDuty service.
     *
     * @param routingKey integration key of Events API v2, 32 characters
     * @param baseUri address of the Events API
     * @param timeout longest wait for an answer
     */
    record PagerDuty(
            @Setting("Integration key of the service (Events API v2), 32 characters.")
            Secret routingKey,

            @Setting(
                    value = "Address of the Events API. In Europe https://events.eu.pagerduty.com.",
                    fallback = "https://events.pagerduty.com")
            URI baseUri,

            @Setting(value = TIMEOUT, fallback = TEN_SECONDS)
            Duration timeout)
            implements ReceiverSettings {
        private static final int KEY = 32;

        /** @throws InvalidSetting if the key is not 32 characters long */
        public PagerDuty {
            int length = routingKey.reveal().length();
            unless(length == KEY, "routing-key", "must have 32 characters, had " + length);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.pagerDuty(this);
        }
    }

    /**
     * An Opsgenie team, or JSM Operations which replaces it.
     *
     * @param apiKey key of an API integration
     * @param flavour which product answers
     * @param baseUri address of the Alert API
     * @param timeout longest wait for an answer
     */
    record Opsgenie(
            @Setting("Key of an API integration.") Secret apiKey,

            @Setting(
                    value = "Which product answers: opsgenie, or jsm for Jira Service Management Operations.",
                    fallback = "opsgenie")
            Flavour flavour,

            @Setting(
                    "Address of the Alert API. Without it: that of the product. In Europe https://api.eu.opsgenie.com.")
            Optional<URI> baseUri,

            @Setting(value = TIMEOUT, fallback = TEN_SECONDS)
            Duration timeout)
            implements ReceiverSettings {

        /** Which product answers. */
        public enum Flavour {
            OPSGENIE,
            JSM
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.opsgenie(this);
        }
    }

    /**
     * A channel in Slack, written to by a bot: messages are updated and threaded.
     *
     * @param botToken token of the bot, with the scope {@code chat:write}
     * @param channel id or {@code #name}
     * @param baseUri address of the Web API
     * @param timeout longest wait for an answer
     */
    record SlackOps(
            @Setting("Token of the bot, xoxb-…, with the scope chat:write.")
            Secret botToken,

            @Setting("Channel: an id, or #name.") String channel,

            @Setting(value = "Address of the Web API.", fallback = "https://slack.com/api")
            URI baseUri,

            @Setting(value = TIMEOUT, fallback = TEN_SECONDS)
            Duration timeout)
            implements ReceiverSettings {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.slackOps(this);
        }
    }

    /**
     * An incoming webhook of Slack: plain messages into one channel, never updated.
     *
     * @param webhookUrl the address, which is a secret
     */
    record SlackWebhook(
            @Setting("Address of the incoming webhook; whoever has it can post.")
            Secret webhookUrl) implements ReceiverSettings {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.slackWebhook(this);
        }
    }

    /**
     * One function per kind of receiver.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T pagerDuty(PagerDuty settings);

        T opsgenie(Opsgenie settings);

        T slackOps(SlackOps settings);

        T slackWebhook(SlackWebhook settings);
    }
}
