// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import io.tocsin.server.tunnel.TunnelSettings.Credentials;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** TLS 1.3 with a certificate on both ends. Immutable. */
final class Security {
    private static final String TLS = "TLSv1.3";
    private static final int CONNECT_MILLIS = 2_000;
    private static final int HANDSHAKE_SECONDS = 5;
    /** Members send a heartbeat at least every 10 s: a connection that is silent for so long has lost its other end. */
    private static final int SILENT_SECONDS = 30;

    private final KeyCertOptions identity;
    private final TrustOptions trust;

    private Security(KeyCertOptions identity, TrustOptions trust) {
        this.identity = identity;
        this.trust = trust;
    }

    /** @throws IllegalStateException if a file cannot be read */
    static Security read(Credentials files) {
        return new Security(
                new PemKeyCertOptions()
                        .setKeyValue(read(files.key(), "key"))
                        .setCertValue(read(files.certificate(), "certificate")),
                new PemTrustOptions().addCertValue(read(files.trust(), "trust")));
    }

    NetServerOptions server() {
        NetServerOptions options = new NetServerOptions();
        options.setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(identity)
                .setTrustOptions(trust)
                .setEnabledSecureTransportProtocols(Set.of(TLS))
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setReadIdleTimeout(SILENT_SECONDS)
                .setTcpNoDelay(true);
        return options;
    }

    NetClientOptions client() {
        NetClientOptions options = new NetClientOptions();
        options.setSsl(true)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setKeyCertOptions(identity)
                .setTrustOptions(trust)
                .setEnabledSecureTransportProtocols(Set.of(TLS))
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadIdleTimeout(SILENT_SECONDS)
                .setTcpNoDelay(true);
        return options;
    }

    private static Buffer read(Path file, String what) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException("the tunnel's " + what + " " + file + " cannot be read", unreadable);
        }
    }
}
