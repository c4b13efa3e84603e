// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import io.tocsin.server.tunnel.TunnelSettings.Endpoint;
import io.tocsin.server.tunnel.TunnelSettings.Passage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ways to the other members: from their loopback addresses on this machine to TLS outside. */
final class Exit {
    private static final Logger LOG = LoggerFactory.getLogger(Exit.class);

    private final Vertx vertx;
    private final NetClient secure;

    Exit(Vertx vertx, Security security) {
        this.vertx = vertx;
        this.secure = vertx.createNetClient(security.client());
    }

    Future<?> listen(Passage passage) {
        AtomicBoolean reachable = new AtomicBoolean(true);
        Endpoint inner = passage.inner();
        return vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true))
                .connectHandler(inside -> leave(inside, passage, reachable))
                .listen(inner.port(), inner.host())
                .recover(failure ->
                        Future.failedFuture(new IllegalStateException(inner + ": " + failure.getMessage(), failure)));
    }

    private void leave(NetSocket inside, Passage passage, AtomicBoolean reachable) {
        Future<NetSocket> outside =
                secure.connect(passage.outer().port(), passage.outer().host());
        Piped.together(inside, outside);
        outside.onSuccess(connected -> {
                    if (!reachable.getAndSet(true)) {
                        LOG.atInfo().addKeyValue("member", passage.name()).log("member can be reached again");
                    }
                })
                .onFailure(failure -> {
                    if (reachable.getAndSet(false)) {
                        LOG.atWarn()
                                .addKeyValue("member", passage.name())
                                .addKeyValue("address", passage.outer())
                                .addKeyValue("reason", failure.getMessage())
                                .log("member cannot be reached through the tunnel");
                    }
                });
    }
}
