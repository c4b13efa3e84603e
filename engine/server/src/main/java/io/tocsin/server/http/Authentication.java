// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.vertx.core.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is calling: a program with a bearer token, or a person who has signed in. Thread-safe. */
public final class Authentication {
    private static final String BEARER = "bearer ";

    private final Map<String, Secret> secrets = new HashMap<>();
    private final Sessions sessions;

    /** With tokens by name; without any, everybody is let in. */
    public Authentication(Map<String, String> tokens, Sessions sessions) {
        tokens.forEach((name, token) -> secrets.put(name, Secret.of(token)));
        this.sessions = sessions;
    }

    /** Whether nobody needs a token. */
    public boolean open() {
        return secrets.isEmpty();
    }

    /** Name of the caller, empty when nobody needs a token; null when the caller is nobody we know. */
    public @Nullable String name(Exchange exchange) {
        if (open()) {
            return "";
        }
        String sent = exchange.header(HttpHeaders.AUTHORIZATION);
        if (sent == null) {
            return sessions.name(exchange);
        }
        boolean bearer = sent.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? holder(sent.substring(BEARER.length()).trim()) : null;
    }

    /** Who holds a token; null when nobody does. */
    public @Nullable String holder(String token) {
        String found = null;
        for (Map.Entry<String, Secret> entry : secrets.entrySet()) {
            if (entry.getValue().is(token)) {
                found = entry.getKey();
            }
        }
        return found;
    }
}
