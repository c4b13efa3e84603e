// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import io.tocsin.server.http.Refusal;
import io.tocsin.server.http.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A secret that the sender sends along: in the path or in a header. Immutable; thread-safe. */
public final class Credential implements Proof {
    private static final int LEAST = 16;
    private static final String AUTHORIZATION = "authorization";

    private final String word;
    private final Function<Head, @Nullable String> offer;
    private final List<Secret> secrets;
    private final Refusal missing;
    private final Refusal invalid;

    private Credential(String word, List<Secret> secrets, Function<Head, @Nullable String> offer) {
        this(word, secrets, offer, Denials.CREDENTIALS_MISSING, Denials.CREDENTIALS_INVALID);
    }

    private Credential(
            String word,
            List<Secret> secrets,
            Function<Head, @Nullable String> offer,
            Refusal missing,
            Refusal invalid) {
        this.word = word;
        this.secrets = List.copyOf(secrets);
        this.offer = offer;
        this.missing = missing;
        this.invalid = invalid;
    }

    /** A key in the path. @throws IllegalArgumentException if one can be guessed */
    public static Proof path(List<String> keys) {
        return new Credential("secret-path", of(keys, ""), Head::key, Denials.KEY_INVALID, Denials.KEY_INVALID);
    }

    /** {@code Authorization: Bearer …}. @throws IllegalArgumentException if a token can be guessed */
    public static Proof bearer(List<String> tokens) {
        return new Credential("bearer", of(tokens, ""), head -> authorization(head, "bearer "));
    }

    /** {@code Authorization: Basic …}. @throws IllegalArgumentException if a password can be guessed */
    public static Proof basic(String user, List<String> passwords) {
        return new Credential("basic", of(passwords, user + ":"), head -> decoded(authorization(head, "basic ")));
    }

    /** A header of its own. @throws IllegalArgumentException if a value can be guessed */
    public static Proof header(String name, List<String> values) {
        return new Credential("header", of(values, ""), head -> head.header(name));
    }

    private static List<Secret> of(List<String> texts, String before) {
        for (String text : texts) {
            if (text.length() < LEAST) {
                throw new IllegalArgumentException(
                        "a secret must have at least " + LEAST + " characters, had " + text.length());
            }
        }
        return texts.stream().map(text -> Secret.of(before + text)).toList();
    }

    private static @Nullable String authorization(Head head, String scheme) {
        String sent = head.header(AUTHORIZATION);
        return sent != null && sent.regionMatches(true, 0, scheme, 0, scheme.length())
                ? sent.substring(scheme.length()).trim()
                : null;
    }

    private static @Nullable String decoded(@Nullable String base64) {
        try {
            return base64 == null ? null : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public Verdict head(Head head) {
        String offered = offer.apply(head);
        if (offered == null) {
            return Verdict.refused(missing);
        }
        int known = 0;
        for (int i = 0; i < secrets.size(); i++) {
            known = secrets.get(i).is(offered) ? i + 1 : known;
        }
        return known > 0 ? Verdict.genuine("", "", known) : Verdict.refused(invalid);
    }

    @Override
    public boolean inPath() {
        return word.equals("secret-path");
    }
}
