// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.server.http.Connections;
import io.tocsin.server.http.FrontDoor;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** One event loop that listens; several share the port and divide the connections. */
final class Listener extends VerticleBase {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_LINE_BYTES = 4 * 1024;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int BACKLOG = 1_024;
    /** For Vert.x, a negative port is a free one that every listener with the same number shares. */
    private static final int SHARED_FREE_PORT = -1;

    private final ServerSettings settings;
    private final FrontDoor door;
    private final Connections connections;
    private volatile int port;

    Listener(ServerSettings settings, FrontDoor door, Connections connections) {
        this.settings = settings;
        this.door = door;
        this.connections = connections;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port() == 0 ? SHARED_FREE_PORT : settings.port())
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(settings.maxBodyBytes())
                .setMaxWebSocketMessageSize(settings.maxBodyBytes())
                .setHandle100ContinueAutomatically(true);
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .requestHandler(door::enter)
                .invalidRequestHandler(door::refuse);
        return server.listen().onSuccess(listening -> port = listening.actualPort());
    }

    int port() {
        return port;
    }
}
