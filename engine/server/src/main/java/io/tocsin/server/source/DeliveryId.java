// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.util.Map;

/** The id that a tool gives a delivery and keeps when it sends it again. */
public final class DeliveryId {
    private static final int LONGEST = 255;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;
    /** Vendors' documentation, read 2026-11-23. */
    private static final Map<String, String> HEADERS = Map.of(
            "pagerduty", "x-webhook-id",
            "honeycomb", "x-honeycomb-webhook-delivery-id",
            "sentry", "request-id",
            "standard-webhooks", "webhook-id");

    private DeliveryId() {}

    /** The header in which a tool sends it; empty when it sends none. */
    public static String header(String tool) {
        return HEADERS.getOrDefault(tool, "");
    }

    static boolean valid(String id) {
        return !id.isEmpty()
                && id.length() <= LONGEST
                && id.chars().allMatch(character -> character >= FIRST_PRINTABLE && character <= LAST_PRINTABLE);
    }
}
