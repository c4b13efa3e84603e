// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import io.tocsin.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a proof says of a delivery.
 *
 * @param refusal what the sender is told; null when the delivery is genuine
 * @param reason why it is refused, for operators and counters: it may say more than the sender is told; empty when genuine
 * @param id the delivery's own id, if the proof covers one; else empty
 * @param signedAt the time that the proof covers, as it was sent; empty when it covers none
 * @param secret which secret of the source proved it, from 1 in the order of the settings; 0 when none did
 */
public record Verdict(@Nullable Refusal refusal, String reason, String id, String signedAt, int secret) {
    /** Genuine so far, and nothing more is known. */
    static final Verdict GENUINE = new Verdict(null, "", "", "", 0);

    /** Genuine, with what the proof covers. */
    static Verdict genuine(String id, String signedAt, int secret) {
        return new Verdict(null, "", id, signedAt, secret);
    }

    /** Refused for the reason that the sender is told. */
    static Verdict refused(Refusal refusal) {
        return refused(refusal, refusal.code());
    }

    /** Refused for a reason that is only counted. */
    static Verdict refused(Refusal refusal, String reason) {
        return new Verdict(refusal, reason, "", "", 0);
    }
}
