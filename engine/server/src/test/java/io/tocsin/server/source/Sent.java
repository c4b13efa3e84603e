// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The head of a delivery, made up. */
record Sent(String key, Map<String, String> headers, Instant at) implements Head {
    static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    Sent {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    static Sent with(Map<String, String> headers) {
        return new Sent("", headers, NOW);
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Why a proof refuses it; empty when it does not. */
    String refusedBy(Proof proof, byte[] body) {
        Verdict head = proof.head(this);
        return head.refusal() == null ? proof.body(this, body).reason() : head.reason();
    }
}
