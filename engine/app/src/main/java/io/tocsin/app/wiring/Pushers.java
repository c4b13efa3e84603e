// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.AuthSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.SourceSettings;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.server.source.Credential;
import io.tocsin.server.source.DeliveryId;
import io.tocsin.server.source.Encoding;
import io.tocsin.server.source.HmacForm;
import io.tocsin.server.source.Proof;
import io.tocsin.server.source.Signatures;
import io.tocsin.server.source.SnsSignature;
import io.tocsin.server.source.Source;
import io.tocsin.server.source.WebFetcher;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who may push, from the settings: what stands under {@code sources}, and under {@code server.webhooks}. */
public final class Pushers {
    private static final String BODY = "{body}";

    private Pushers() {}

    /** All of them. Opens nothing. */
    public static List<Source> of(Settings settings, Clock clock) {
        List<Source> sources = new ArrayList<>();
        settings.server()
                .webhooks()
                .forEach((tool, keys) -> sources.add(Source.of(tool, Credential.path(texts(keys)))));
        WebFetcher fetcher = new SigningFiles();
        settings.sources()
                .forEach((name, source) -> sources.add(source(name, source, new Proofs(source, fetcher, clock))));
        return sources;
    }

    private static Source source(String name, SourceSettings settings, Proofs proofs) {
        String tool = settings.tool().orElse(name);
        return new Source(
                name,
                tool,
                settings.tenant().orElse(""),
                settings.auth().match(proofs),
                settings.mode() == SourceSettings.Mode.TEST,
                settings.perSecond(),
                settings.idHeader().orElseGet(() -> DeliveryId.header(tool)));
    }

    private static List<String> texts(List<Secret> secrets) {
        return secrets.stream().map(Secret::reveal).toList();
    }

    /** The proof of one source. */
    private record Proofs(SourceSettings source, WebFetcher fetcher, Clock clock) implements AuthSettings.Cases<Proof> {

        private Duration window() {
            return source.replayWindow();
        }

        @Override
        public Proof secretPath(AuthSettings.SecretPath settings) {
            return Credential.path(texts(settings.secrets()));
        }

        @Override
        public Proof bearer(AuthSettings.Bearer settings) {
            return Credential.bearer(texts(settings.secrets()));
        }

        @Override
        public Proof basic(AuthSettings.Basic settings) {
            return Credential.basic(settings.user(), texts(settings.secrets()));
        }

        @Override
        public Proof header(AuthSettings.Header settings) {
            return Credential.header(settings.header(), texts(settings.secrets()));
        }

        @Override
        public Proof hmac(AuthSettings.Hmac settings) {
            HmacForm form = new HmacForm(
                    settings.header(),
                    settings.prefix().orElse(""),
                    Encoding.valueOf(settings.encoding().name()),
                    settings.timestampHeader().orElse(""),
                    settings.idHeader().orElse(""),
                    settings.signedText().replace(BODY, ""));
            return Signatures.hmac(form, texts(settings.secrets()), window());
        }

        @Override
        public Proof slack(AuthSettings.Slack settings) {
            return Signatures.slack(texts(settings.secrets()), window());
        }

        @Override
        public Proof pagerDuty(AuthSettings.PagerDuty settings) {
            return Signatures.pagerDuty(texts(settings.secrets()));
        }

        @Override
        public Proof grafana(AuthSettings.Grafana settings) {
            return Signatures.grafana(
                    settings.header(), settings.timestampHeader().orElse(""), texts(settings.secrets()), window());
        }

        @Override
        public Proof sentry(AuthSettings.Sentry settings) {
            return Signatures.sentry(texts(settings.secrets()));
        }

        @Override
        public Proof langfuse(AuthSettings.Langfuse settings) {
            return Signatures.langfuse(texts(settings.secrets()), window());
        }

        @Override
        public Proof standardWebhooks(AuthSettings.StandardWebhooks settings) {
            return Signatures.standard(texts(settings.secrets()), window());
        }

        @Override
        public Proof sns(AuthSettings.Sns settings) {
            return new SnsSignature(settings.topics(), settings.confirm(), window(), fetcher, clock);
        }
    }
}
