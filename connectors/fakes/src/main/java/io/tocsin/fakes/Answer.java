// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a fake answers. Immutable. */
record Answer(int status, String contentType, Map<String, String> headers, String body) {

    static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json;charset=utf-8", Map.of(), body.toString());
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain;charset=utf-8", Map.of(), body);
    }

    static Answer html() {
        return new Answer(
                200,
                "text/html;charset=utf-8",
                Map.of(),
                "<!doctype html><html><body><h1>Sign in to continue</h1></body></html>");
    }

    Answer with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, contentType, Map.copyOf(all), body);
    }

    /** Adds {@code Retry-After} in whole seconds, rounded up, at least 1. */
    Answer retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return with("Retry-After", Long.toString(seconds));
    }
}
