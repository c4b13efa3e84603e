// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;

/**
 * What came back. Immutable.
 *
 * @param status HTTP status, of any kind
 * @param body the whole body as UTF-8 text
 * @param retryAfter how long the vendor asked to wait; empty when it did not say; never negative
 */
public record Answer(int status, String body, Optional<Duration> retryAfter) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Whether the status is one of the 200s. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The body; the missing node when it is not JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }
}
