// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An action that was decided and has not been claimed.
 *
 * @param key its identity in the ledger, see {@link #key}
 * @param intentId its identity in the outbox
 * @param runbook the runbook it is a step of
 * @param kind {@code read}, {@code set}, {@code keyed} or {@code once}
 * @param tenant the tenant it is for
 */
public record Planned(String key, String intentId, String runbook, String kind, String tenant) {

    /**
     * The same for the same step of the same decision on whichever member it is worked out: SHA-256, in hex.
     *
     * @param runbook name of the runbook
     * @param version version of the runbook
     * @param target the scope it acts on
     * @param episode id of the alert's episode
     * @param step which step it is
     */
    public static String key(String runbook, String version, String target, String episode, String step) {
        String text = String.join("|", runbook, version, target, episode, step);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether whoever takes it over may do it again: all but {@code once}. */
    public boolean repeatable() {
        return !kind.equals("once");
    }
}
