// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import java.nio.file.Path;
import java.util.List;

/**
 * One member's end of the tunnel. Immutable.
 *
 * @param outer where it listens with TLS for the other members
 * @param inner where its own member listens, a loopback address
 * @param others the other members
 * @param credentials who it is, and whom it trusts
 */
public record TunnelSettings(Endpoint outer, Endpoint inner, List<Passage> others, Credentials credentials) {
    private static final int MAX_PORT = 65_535;

    /** Copies the list. */
    public TunnelSettings {
        others = List.copyOf(others);
        loopback(inner);
        others.forEach(passage -> loopback(passage.inner()));
    }

    /**
     * A TCP address.
     *
     * @param host name or address
     * @param port 1 to 65535
     */
    public record Endpoint(String host, int port) {
        /** @throws IllegalArgumentException if the host is blank or the port out of range */
        public Endpoint {
            if (host.isBlank() || port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException("an address must be host:port, was '" + host + ":" + port + "'");
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * The way to another member.
     *
     * @param name its name
     * @param inner where it seems to listen for processes on this machine, a loopback address of its own
     * @param outer where its end of the tunnel listens; the host must be named by its certificate
     */
    public record Passage(String name, Endpoint inner, Endpoint outer) {}

    /**
     * Files in PEM, read once at the start.
     *
     * @param key private key, PKCS #8 without a password
     * @param certificate certificate of the key, followed by those between it and the trusted one
     * @param trust certificates that sign members' certificates, and nobody else's
     */
    public record Credentials(Path key, Path certificate, Path trust) {}

    private static void loopback(Endpoint inner) {
        if (!inner.host().startsWith("127.")) {
            throw new IllegalArgumentException("the inside of the tunnel must lie in 127.0.0.0/8, was " + inner);
        }
    }
}
