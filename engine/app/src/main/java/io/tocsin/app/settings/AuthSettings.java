// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.settings.bind.Setting;
import io.tocsin.app.settings.bind.VariantName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a source shows who it is. Each takes up to four secrets, so that one can be replaced without a gap. */
public sealed interface AuthSettings {
    /** What {@code secrets} is where the vendor makes it. */
    String VENDOR_SECRETS = "Secrets, any of which will do; several while one is being replaced.";

    /** What {@code secrets} is where the operator makes it. */
    String OWN_SECRETS =
            "Secrets of at least 16 characters, any of which will do; several while one is being replaced.";

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /** The secrets; empty when it needs none. */
    default List<Secret> secrets() {
        return List.of();
    }

    /**
     * A key in the address.
     *
     * @param secrets the keys
     */
    @VariantName("secret-path")
    record SecretPath(@Setting(OWN_SECRETS) List<Secret> secrets) implements AuthSettings {
        /** @throws InvalidSetting if there is none, or one can be guessed */
        public SecretPath {
            secrets = AuthChecks.own(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.secretPath(this);
        }
    }

    /**
     * {@code Authorization: Bearer …}.
     *
     * @param secrets the tokens
     */
    record Bearer(@Setting(OWN_SECRETS) List<Secret> secrets) implements AuthSettings {
        /** @throws InvalidSetting if there is none, or one can be guessed */
        public Bearer {
            secrets = AuthChecks.own(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.bearer(this);
        }
    }

    /**
     * {@code Authorization: Basic …}.
     *
     * @param user name of the user
     * @param secrets the passwords
     */
    record Basic(
            @Setting("Name of the user.") String user,

            @Setting(OWN_SECRETS) List<Secret> secrets) implements AuthSettings {
        /** @throws InvalidSetting if there is none, one can be guessed, or the user has a colon */
        public Basic {
            unless(user.indexOf(':') < 0, "user", "must not have a colon");
            secrets = AuthChecks.own(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.basic(this);
        }
    }

    /**
     * A secret in a header of its own.
     *
     * @param header name of the header
     * @param secrets its values
     */
    record Header(
            @Setting("Name of the header, such as X-Honeycomb-Webhook-Token.")
            String header,

            @Setting(OWN_SECRETS) List<Secret> secrets)
            implements AuthSettings {
        /** @throws InvalidSetting if there is none, one can be guessed, or the name is none */
        public Header {
            AuthChecks.header("header", header);
            secrets = AuthChecks.own(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.header(this);
        }
    }

    /**
     * HMAC-SHA256 over the body, and perhaps a time and an id.
     *
     * @param header where the signature stands
     * @param encoding how it is written
     * @param prefix what stands before it
     * @param timestampHeader where the signed time stands
     * @param idHeader where the signed id stands
     * @param signedText what is signed
     * @param secrets the keys
     */
    record Hmac(
            @Setting("Header with the signature, or several with commas between, such as X-Hub-Signature-256.")
            String header,

            @Setting(value = "How the signature is written.", fallback = "hex")
            Encoding encoding,

            @Setting("What stands before the signature, such as sha256=.")
            Optional<String> prefix,

            @Setting("Header with the signed time, in seconds since 1970.")
            Optional<String> timestampHeader,

            @Setting("Header with the signed id of the delivery.")
            Optional<String> idHeader,

            @Setting(
                    value = "What is signed: ends with {body}, and has {timestamp} and {id} where those headers are"
                            + " signed, such as {id}.{timestamp}.{body}.",
                    fallback = "{body}")
            String signedText,

            @Setting(VENDOR_SECRETS) List<Secret> secrets)
            implements AuthSettings {
        private static final String BODY = "{body}";

        /** How a signature is written. */
        public enum Encoding {
            HEX,
            BASE64
        }

        /** @throws InvalidSetting if there is no secret, or text and headers do not agree */
        public Hmac {
            AuthChecks.header("header", header);
            timestampHeader.ifPresent(name -> AuthChecks.header("timestamp-header", name));
            idHeader.ifPresent(name -> AuthChecks.header("id-header", name));
            unless(
                    signedText.indexOf(BODY) == signedText.length() - BODY.length(),
                    "signed-text",
                    "must end with {body} and have it once, was '" + signedText + "'");
            agree(signedText, "{timestamp}", timestampHeader, "timestamp-header");
            agree(signedText, "{id}", idHeader, "id-header");
            secrets = AuthChecks.vendor(secrets);
        }

        private static void agree(String text, String word, Optional<String> header, String key) {
            unless(
                    text.contains(word) == header.isPresent(),
                    "signed-text",
                    "must have " + word + " exactly when " + key + " is set, was '" + text + "'");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.hmac(this);
        }
    }

    /**
     * Slack, version 0.
     *
     * @param secrets the signing secret of the app
     */
    @VariantName("slack-v0")
    record Slack(@Setting(VENDOR_SECRETS) List<Secret> secrets) implements AuthSettings {
        /** @throws InvalidSetting if there is none */
        public Slack {
            secrets = AuthChecks.vendor(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.slack(this);
        }
    }

    /**
     * PagerDuty webhooks, version 3, whose signature is called v1.
     *
     * @param secrets the secret of the subscription
     */
    @VariantName("pagerduty-v1")
    record PagerDuty(@Setting(VENDOR_SECRETS) List<Secret> secrets) implements AuthSettings {
        /** @throws InvalidSetting if there is none */
        public PagerDuty {
            secrets = AuthChecks.vendor(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.pagerDuty(this);
        }
    }

    /**
     * Grafana's HMAC.
     *
     * @param header where the signature stands
     * @param timestampHeader where the signed time stands
     * @param secrets the keys
     */
    record Grafana(
            @Setting(value = "Header with the signature.", fallback = "X-Grafana-Alerting-Signature")
            String header,

            @Setting("Header with the signed time, when one is named in the contact point: better, because a copy of a"
                    + " request is then refused.")
            Optional<String> timestampHeader,

            @Setting(VENDOR_SECRETS) List<Secret> secrets)
            implements AuthSettings {
        /** @throws InvalidSetting if there is no secret, or a name is none */
        public Grafana {
            AuthChecks.header("header", header);
            timestampHeader.ifPresent(name -> AuthChecks.header("timestamp-header", name));
            secrets = AuthChecks.vendor(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.grafana(this);
        }
    }

    /**
     * Sentry.
     *
     * @param secrets the client secret of the integration
     */
    record Sentry(@Setting(VENDOR_SECRETS) List<Secret> secrets) implements AuthSettings {
        /** @throws InvalidSetting if there is none */
        public Sentry {
            secrets = AuthChecks.vendor(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.sentry(this);
        }
    }

    /**
     * Langfuse.
     *
     * @param secrets the secret of the automation
     */
    @VariantName("langfuse-v1")
    record Langfuse(@Setting(VENDOR_SECRETS) List<Secret> secrets) implements AuthSettings {
        /** @throws InvalidSetting if there is none */
        public Langfuse {
            secrets = AuthChecks.vendor(secrets);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.langfuse(this);
        }
    }

    /**
     * Standard Webhooks, version 1.
     *
     * @param secrets each {@code whsec_} and base64
     */
    @VariantName("standard-webhooks")
    record StandardWebhooks(
            @Setting("Secrets that begin with whsec_, any of which will do; several while one is being replaced.")
            List<Secret> secrets)
            implements AuthSettings {
        /** @throws InvalidSetting if there is none, or one is not of that form */
        public StandardWebhooks {
            secrets = AuthChecks.vendor(secrets);
            secrets.forEach(secret -> AuthChecks.standard(secret.reveal()));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.standardWebhooks(this);
        }
    }

    /**
     * Amazon SNS: RSA with a certificate that AWS publishes.
     *
     * @param topics the topics whose messages are taken
     * @param confirm whether their subscriptions are confirmed
     */
    record Sns(
            @Setting("ARNs of the topics whose messages are taken; those of others are refused.")
            List<String> topics,

            @Setting(
                    value =
                            "Whether a subscription of one of these topics is confirmed when SNS asks, by a call to SNS in"
                                    + " the topic's region. Without it the request is a dead letter, and a person confirms it.",
                    fallback = "false")
            boolean confirm)
            implements AuthSettings {
        private static final Pattern ARN =
                Pattern.compile("arn:aws(?:-cn|-us-gov)?:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(?:\\.fifo)?");

        /** @throws InvalidSetting if there is none, or one is no ARN of a topic */
        public Sns {
            topics = List.copyOf(topics);
            unless(!topics.isEmpty(), "topics", "must name at least one topic");
            topics.forEach(topic -> unless(
                    ARN.matcher(topic).matches(),
                    "topics",
                    "must be ARNs such as arn:aws:sns:eu-west-1:123456789012:alarms, was '" + topic + "'"));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.sns(this);
        }
    }

    /**
     * One function per way.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T secretPath(SecretPath settings);

        T bearer(Bearer settings);

        T basic(Basic settings);

        T header(Header settings);

        T hmac(Hmac settings);

        T slack(Slack settings);

        T pagerDuty(PagerDuty settings);

        T grafana(Grafana settings);

        T sentry(Sentry settings);

        T langfuse(Langfuse settings);

        T standardWebhooks(StandardWebhooks settings);

        T sns(Sns settings);
    }
}
