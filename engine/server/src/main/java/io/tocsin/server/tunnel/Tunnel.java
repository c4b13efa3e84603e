// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member's end of the tunnel. For every other member it listens on a loopback address and pipes each connection over
 * mutual TLS to that member's end, which pipes it to the member. So members speak plainly to loopback addresses only, and
 * what leaves a machine is encrypted and both ends have shown a certificate. Thread-safe.
 *
 * <p>It protects from the network, not from the machine: any process on a member's machine can connect to the inside.
 */
public final class Tunnel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final long WAIT_SECONDS = 20;

    private final Vertx vertx;
    private final Entrance entrance;

    private Tunnel(Vertx vertx, Entrance entrance) {
        this.vertx = vertx;
        this.entrance = entrance;
    }

    /**
     * Opens this end: before the member starts, so that it finds the others. Blocks until it listens everywhere; the
     * other ends need not be there.
     *
     * @throws IllegalStateException if a file cannot be used or an address not be bound; the message says which
     */
    public static Tunnel open(TunnelSettings settings) {
        Security security = Security.read(settings.credentials());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            Entrance entrance = new Entrance(vertx, security, settings.inner());
            List<Future<?>> listening = new ArrayList<>();
            listening.add(entrance.listen(settings.outer()));
            Exit exit = new Exit(vertx, security);
            settings.others().forEach(passage -> listening.add(exit.listen(passage)));
            await(Future.all(listening));
            LOG.atInfo().addKeyValue("address", settings.outer()).log("tunnel open");
            return new Tunnel(vertx, entrance);
        } catch (IllegalStateException failure) {
            vertx.close();
            throw new IllegalStateException("cannot open the tunnel: " + failure.getMessage(), failure);
        }
    }

    /** Connections from outside that were refused since the start: no certificate, a foreign one, or no TLS. */
    public long refused() {
        return entrance.refused();
    }

    /** Closes all connections through it. Blocks. Idempotent. */
    @Override
    public void close() {
        try {
            await(vertx.close());
        } catch (IllegalStateException e) {
            LOG.atWarn().setCause(e).log("tunnel did not close cleanly");
        }
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException("took longer than " + WAIT_SECONDS + " s", e);
        }
    }
}
