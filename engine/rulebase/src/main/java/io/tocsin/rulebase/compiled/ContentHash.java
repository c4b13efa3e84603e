// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.compiled;

import io.tocsin.rulebase.drl.RuleFile;
import io.tocsin.rulebase.drl.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.kie.api.KieBase;

/** Names rule files by what they say, the compiler's version and the model's shape. */
public final class ContentHash {
    private static final int DIGITS = 32;
    private static final byte[] WORLD = ("drools " + version() + Vocabulary.shape()).getBytes(StandardCharsets.UTF_8);

    private ContentHash() {}

    /** Hash of a whole set; the same whatever order the files come in. */
    public static String of(List<RuleFile> files) {
        MessageDigest digest = sha256();
        files.stream().sorted().forEach(file -> add(digest, file));
        return finish(digest);
    }

    /** Hash of one file. */
    static String of(RuleFile file) {
        return of(List.of(file));
    }

    private static void add(MessageDigest digest, RuleFile file) {
        for (String part : List.of(file.path(), file.text())) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
    }

    private static String finish(MessageDigest digest) {
        digest.update(WORLD);
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String version() {
        String version = KieBase.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
