// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.settings.AuthSettings;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.util.List;

/**
 * How a sender proves a body to a source, as far as it takes a secret: enough to do it, and to write down how a shell does it.
 * Where {@code {timestamp}} and {@code {id}} stand, they are told.
 *
 * @param kind what becomes of the secret
 * @param header header that carries it, or the signature; empty when the secret stands in the path
 * @param prefix what stands before it in the header
 * @param base64 whether it is written in base64; else a secret as it is, and a signature in hex
 * @param before what stands before the secret, or is signed before the body
 * @param timestampHeader header with the time; empty for none
 * @param idHeader header with an id; empty for none
 */
record Recipe(
        Kind kind,
        String header,
        String prefix,
        boolean base64,
        String before,
        String timestampHeader,
        String idHeader) {

    /** What becomes of the secret. */
    enum Kind {
        /** It is sent along. */
        SENT,
        /** Its text signs the body, with HMAC-SHA256. */
        SIGNS,
        /** The same, with the key that stands in base64 behind {@code whsec_}. */
        SIGNS_DECODED
    }

    /** The recipe of a source. @throws Failure if only the vendor can sign */
    static Recipe of(AuthSettings auth) {
        return auth.match(Recipes.INSTANCE);
    }

    private static Recipe sent(String header, String prefix) {
        return new Recipe(Kind.SENT, header, prefix, false, "", "", "");
    }

    private static Recipe signed(String header, String prefix, String before, String timestampHeader) {
        return new Recipe(Kind.SIGNS, header, prefix, false, before, timestampHeader, "");
    }

    private static final class Recipes implements AuthSettings.Cases<Recipe> {
        private static final Recipes INSTANCE = new Recipes();

        @Override
        public Recipe secretPath(AuthSettings.SecretPath settings) {
            return sent("", "");
        }

        @Override
        public Recipe bearer(AuthSettings.Bearer settings) {
            return sent("Authorization", "Bearer ");
        }

        @Override
        public Recipe basic(AuthSettings.Basic settings) {
            return new Recipe(Kind.SENT, "Authorization", "Basic ", true, settings.user() + ":", "", "");
        }

        @Override
        public Recipe header(AuthSettings.Header settings) {
            return sent(settings.header(), "");
        }

        @Override
        public Recipe hmac(AuthSettings.Hmac settings) {
            return new Recipe(
                    Kind.SIGNS,
                    settings.header(),
                    settings.prefix().orElse(""),
                    settings.encoding() == AuthSettings.Hmac.Encoding.BASE64,
                    settings.signedText().replace("{body}", ""),
                    settings.timestampHeader().orElse(""),
                    settings.idHeader().orElse(""));
        }

        @Override
        public Recipe slack(AuthSettings.Slack settings) {
            return signed("X-Slack-Signature", "v0=", "v0:{timestamp}:", "X-Slack-Request-Timestamp");
        }

        @Override
        public Recipe pagerDuty(AuthSettings.PagerDuty settings) {
            return signed("X-PagerDuty-Signature", "v1=", "", "");
        }

        @Override
        public Recipe grafana(AuthSettings.Grafana settings) {
            return settings.timestampHeader()
                    .map(time -> signed(settings.header(), "", "{timestamp}:", time))
                    .orElseGet(() -> signed(settings.header(), "", "", ""));
        }

        @Override
        public Recipe sentry(AuthSettings.Sentry settings) {
            return signed("Sentry-Hook-Signature", "", "", "");
        }

        @Override
        public Recipe langfuse(AuthSettings.Langfuse settings) {
            return signed("x-langfuse-signature", "t={timestamp},v1=", "{timestamp}.", "");
        }

        @Override
        public Recipe standardWebhooks(AuthSettings.StandardWebhooks settings) {
            return new Recipe(
                    Kind.SIGNS_DECODED,
                    "webhook-signature",
                    "v1,",
                    true,
                    "{id}.{timestamp}.",
                    "webhook-timestamp",
                    "webhook-id");
        }

        @Override
        public Recipe sns(AuthSettings.Sns settings) {
            List<String> topics = settings.topics();
            throw new Failure(
                    Exit.USAGE,
                    "only AWS can sign a message of SNS",
                    "Publish one: aws sns publish --topic-arn " + topics.get(0) + " --message file://…");
        }
    }
}
