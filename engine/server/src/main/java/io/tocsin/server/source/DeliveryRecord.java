// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One delivery as the intake log keeps it: no body, no header, no secret.
 *
 * @param number counts the deliveries of its source from 1 since the start
 * @param at when it arrived
 * @param verdict what became of it
 * @param reason why it was refused, in a word that may say more than the sender was told; else empty
 * @param status the HTTP status it was answered with
 * @param bytes length of the body after decompression; 0 when it was refused before it was read
 * @param deliveryId the tool's own id; empty when there is none or the delivery is not known to be genuine
 * @param secret which secret of the source proved it, from 1 in the order of the settings; 0 when none did
 * @param signals how many signals it became, by type such as {@code llm.call}
 * @param rejected how many of its records were not understood
 * @param detail why a record, or all of it, was not understood; never content
 * @param touched what its signals are about, as {@link Touched} says; at most 50
 * @param captured in test mode the first signals it would have become, as JSON; else empty
 */
public record DeliveryRecord(
        long number,
        Instant at,
        Outcome verdict,
        String reason,
        int status,
        int bytes,
        String deliveryId,
        int secret,
        Map<String, Integer> signals,
        int rejected,
        String detail,
        Set<String> touched,
        List<String> captured) {

    /** Copies the collections. */
    public DeliveryRecord {
        signals = Map.copyOf(signals);
        touched = Set.copyOf(touched);
        captured = List.copyOf(captured);
    }

    /** What became of a delivery. */
    public enum Outcome {
        /** Its signals are durable. */
        ACCEPTED("accepted"),
        /** It had been taken before. */
        DUPLICATE("duplicate"),
        /** Nobody understood it; it is kept for a human. */
        DEAD_LETTER("dead-letter"),
        /** It asked for a subscription to be confirmed, which was done. */
        CONFIRMED("confirmed"),
        /** It was only read, in test mode. */
        CAPTURED("captured"),
        /** It was not taken; the reason says why. */
        REFUSED("refused");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** The word in the API. */
        public String word() {
            return word;
        }
    }
}
