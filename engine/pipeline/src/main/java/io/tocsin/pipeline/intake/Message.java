// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.intake;

import java.time.Instant;
import java.util.Map;

/**
 * One body as a sender delivered it, decompressed.
 *
 * @param body the bytes; read only
 * @param contentType media type without parameters, lower case; empty when not told
 * @param headers header name in lower case to value; no credentials
 * @param tenant the tenant it is for
 * @param receivedAt when it arrived, by the engine's clock
 * @param deliveryId the id under which the sender would repeat it, unique among its source's; empty when it tells none
 */
public record Message(
        byte[] body,
        String contentType,
        Map<String, String> headers,
        String tenant,
        Instant receivedAt,
        String deliveryId) {

    /** Copies the headers; the body is not copied. */
    public Message {
        headers = Map.copyOf(headers);
    }

    /** A body whose sender tells no id. */
    public Message(byte[] body, String contentType, Map<String, String> headers, String tenant, Instant receivedAt) {
        this(body, contentType, headers, tenant, receivedAt, "");
    }
}
