// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.server.source.Signatures;
import java.util.List;
import java.util.regex.Pattern;

/** What the cases of {@link AuthSettings} check alike. */
final class AuthChecks {
    private static final int LEAST = 16;
    private static final int MOST_SECRETS = 4;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final String SECRETS = "secrets";

    private AuthChecks() {}

    /** Secrets that the vendor makes: one to four. */
    static List<Secret> vendor(List<Secret> secrets) {
        unless(!secrets.isEmpty(), SECRETS, "must hold at least one");
        unless(secrets.size() <= MOST_SECRETS, SECRETS, "must be at most 4, were " + secrets.size());
        return List.copyOf(secrets);
    }

    /** Secrets that the operator makes: the same, and none that can be guessed. */
    static List<Secret> own(List<Secret> secrets) {
        secrets.forEach(secret -> {
            int length = secret.reveal().length();
            unless(length >= LEAST, SECRETS, "must have at least " + LEAST + " characters each, had " + length);
        });
        return vendor(secrets);
    }

    /** A secret of Standard Webhooks. */
    static void standard(String secret) {
        try {
            unless(Signatures.standardKey(secret).length > 0, SECRETS, "must hold a key after whsec_");
        } catch (InvalidSetting invalid) {
            throw invalid;
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(SECRETS, "must be whsec_ and base64 each, as the sender shows them");
        }
    }

    /** The name of a header. */
    static void header(String key, String name) {
        unless(TOKEN.matcher(name).matches(), key, "must be the name of a header, was '" + name + "'");
    }
}
