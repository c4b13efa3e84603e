// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a web page of somebody else from talking to this server through a visitor's browser: by a name that was made to
 * resolve to 127.0.0.1, or by a form or script on a foreign site. Immutable; thread-safe.
 */
public final class HostGuard {
    private final boolean loopback;
    private final String baseHost;
    private final String baseAuthority;

    /**
     * A guard for a server.
     *
     * @param boundTo the address it is bound to
     * @param baseUrl where people reach it
     */
    public HostGuard(String boundTo, URI baseUrl) {
        this.loopback = Loopback.address(boundTo);
        this.baseHost = baseUrl.getHost().toLowerCase(Locale.ROOT);
        this.baseAuthority = baseUrl.getAuthority().toLowerCase(Locale.ROOT);
    }

    /** Why a request is not for this server; null when it is. */
    public @Nullable Refusal check(@Nullable String host, @Nullable String origin) {
        if (host == null || host.isBlank()) {
            return Refusal.of(400, "host-missing", "the request must have a Host header", "");
        }
        if (loopback && !known(name(host))) {
            return Refusal.of(
                    421,
                    "host-unknown",
                    "this server is only reachable from its own machine, as localhost",
                    "set server.base-url to the address people use");
        }
        if (origin != null && !own(origin, host)) {
            return Refusal.of(
                    403, "origin-foreign", "requests from pages of other sites are not served", "call from a program");
        }
        return null;
    }

    private boolean known(String name) {
        return Loopback.address(name) || name.equalsIgnoreCase(baseHost);
    }

    private boolean own(String origin, String host) {
        int scheme = origin.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        String authority = origin.substring(scheme + 3);
        return authority.equalsIgnoreCase(host) || authority.equalsIgnoreCase(baseAuthority);
    }

    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
