// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.server.http.Connections;
import io.tocsin.server.http.FrontDoor;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
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

    /** Most calls at once on a connection of gRPC; an exporter sends one after the other. */
    private static final int MAX_STREAMS = 16;

    private final ServerSettings settings;
    private final boolean grpc;
    private final FrontDoor door;
    private final Connections connections;
    private volatile int port;

    /** @param grpc whether it listens on the port of gRPC, which is HTTP/2 */
    Listener(ServerSettings settings, FrontDoor door, Connections connections, boolean grpc) {
        this.grpc = grpc;
        this.settings = settings;
        this.door = door;
        this.connections = connections;
    }

    @Override
    public Future<?> start() {
        int asked = asked();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(asked == 0 ? SHARED_FREE_PORT - (grpc ? 1 : 0) : asked)
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setHttp2ClearTextEnabled(grpc)
                .setInitialSettings(
                        new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS).setMaxHeaderListSize(MAX_HEADER_BYTES))
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

    /** The port it was told to listen on. */
    int asked() {
        return grpc ? settings.grpcPort() : settings.port();
    }

    int port() {
        return port;
    }
}
