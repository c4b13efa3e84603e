// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import io.tocsin.server.tunnel.TunnelSettings.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the other members in: from TLS outside to the own member. */
final class Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final NetServer server;
    private final NetClient plain;
    private final Endpoint member;
    private final AtomicLong refused = new AtomicLong();

    Entrance(Vertx vertx, Security security, Endpoint member) {
        this.server = vertx.createNetServer(security.server());
        this.plain = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        this.member = member;
    }

    Future<?> listen(Endpoint outer) {
        return server.connectHandler(this::enter)
                .exceptionHandler(this::refuse)
                .listen(outer.port(), outer.host())
                .recover(failure ->
                        Future.failedFuture(new IllegalStateException(outer + ": " + failure.getMessage(), failure)));
    }

    long refused() {
        return refused.get();
    }

    /** Called only when the handshake is over, so with a certificate that is trusted. */
    private void enter(NetSocket outside) {
        Piped.together(outside, plain.connect(member.port(), member.host()));
    }

    private void refuse(Throwable reason) {
        refused.incrementAndGet();
        LOG.atDebug().setCause(reason).log("connection to the tunnel refused");
    }
}
