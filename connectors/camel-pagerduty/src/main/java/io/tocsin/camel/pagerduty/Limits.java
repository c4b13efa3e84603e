// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.camel.vendor.PermanentException;
import io.tocsin.camel.vendor.Shortening;

/**
 * Keeps events within what PagerDuty takes (developer.pagerduty.com, read 2026-11-23): a page that is cut short is
 * better than one that is refused.
 */
final class Limits {

    static final int MAX_SUMMARY_CODE_POINTS = 1024;
    static final int MAX_DEDUP_KEY = 255;

    /** The documents say 512 KB; 512,000 is the reading that is safe either way, and Alertmanager's. */
    static final int MAX_EVENT_BYTES = 512_000;

    private Limits() {}

    /** Cut to 1,024 code points, the last of them an ellipsis. */
    static String summary(String summary) {
        return Shortening.cut(summary, MAX_SUMMARY_CODE_POINTS);
    }

    /**
     * A key longer than 255 characters becomes its SHA-256. Cutting it would let two incidents share a key; the hash
     * is the same for trigger and resolve.
     */
    static String dedupKey(String key) {
        return Shortening.key(key, MAX_DEDUP_KEY);
    }

    /**
     * Replaces custom details by a note when the event is too large.
     *
     * @throws PermanentException when it is too large without them
     */
    static ObjectNode fit(ObjectNode event) {
        int bytes = bytes(event);
        if (bytes > MAX_EVENT_BYTES && event.get("payload") instanceof ObjectNode payload) {
            if (payload.has("custom_details")) {
                payload.putObject("custom_details")
                        .put(
                                "note",
                                "Custom details were left out: the event had " + bytes + " bytes, PagerDuty takes "
                                        + MAX_EVENT_BYTES);
            }
        }
        int left = bytes(event);
        if (left > MAX_EVENT_BYTES) {
            throw new PermanentException(
                    "event must have at most " + MAX_EVENT_BYTES + " bytes, had " + left + " without custom details");
        }
        return event;
    }

    private static int bytes(ObjectNode event) {
        return event.toString().getBytes(UTF_8).length;
    }
}
