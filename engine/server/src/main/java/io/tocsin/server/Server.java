// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.route.RouteAdvisor;
import io.tocsin.server.alertmanager.AlertmanagerEndpoints;
import io.tocsin.server.decision.OfrepEndpoints;
import io.tocsin.server.http.Authentication;
import io.tocsin.server.http.Connections;
import io.tocsin.server.http.FrontDoor;
import io.tocsin.server.http.HostGuard;
import io.tocsin.server.http.Route;
import io.tocsin.server.http.RouteTable;
import io.tocsin.server.http.Seal;
import io.tocsin.server.http.Sessions;
import io.tocsin.server.intake.GrpcAnswers;
import io.tocsin.server.intake.Intake;
import io.tocsin.server.intake.SocketEndpoint;
import io.tocsin.server.intake.WaitingRoom;
import io.tocsin.server.operation.HealthEndpoints;
import io.tocsin.server.operation.Metrics;
import io.tocsin.server.operation.Reload;
import io.tocsin.server.operation.ReloadEndpoint;
import io.tocsin.server.operator.StreamEndpoint;
import io.tocsin.server.page.Pages;
import io.tocsin.server.source.Source;
import io.tocsin.server.source.Sources;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of one member: signals in, decisions and alerts out. It listens from {@link #start} until
 * {@link #close}. Thread-safe.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final long MIN_SWEEP_MILLIS = 50;
    private static final long WAIT_SECONDS = 20;

    private final Vertx vertx;
    private final List<Runnable> closing;
    private final Sources sources;
    private final ReloadEndpoint reload;
    private final List<Route> routes;
    private final Ports ports;

    private Server(
            Vertx vertx,
            List<Runnable> closing,
            Sources sources,
            ReloadEndpoint reload,
            List<Route> routes,
            Ports ports) {
        this.vertx = vertx;
        this.closing = List.copyOf(closing);
        this.sources = sources;
        this.reload = reload;
        this.routes = routes;
        this.ports = ports;
    }

    /**
     * Starts a server. Blocks until it listens.
     *
     * @param settings how it listens
     * @param engine what it serves; not closed with the server
     * @param ledger claims what its automations do; not closed with the server
     * @param doors what reads bodies, by name of the source
     * @param advisor gives advice on models; not closed with the server
     * @param clock wall clock for times of arrival and for sessions
     * @throws IllegalStateException if it cannot listen; the message says where and why
     */
    public static Server start(
            ServerSettings settings,
            Engine engine,
            ActionLedger ledger,
            Map<String, Door> doors,
            RouteAdvisor advisor,
            Clock clock) {
        Metrics metrics = new Metrics(version(), engine::figures);
        Connections connections = new Connections(settings.maxConnections(), settings.requestTimeout());
        metrics.connections(connections::open);
        boolean secure = "https".equals(settings.baseUrl().getScheme());
        Seal seal = new Seal();
        Sessions sessions = new Sessions(seal, clock, secure);
        Authentication authentication = new Authentication(settings.tokens(), sessions);
        Vertx vertx = vertx(settings);
        StreamEndpoint stream = new StreamEndpoint(engine);
        WaitingRoom room = new WaitingRoom();
        Intake intake = new Intake(engine, metrics, clock, settings.tenant());
        Sources sources = new Sources(settings.sources(), clock);
        ReloadEndpoint reload = new ReloadEndpoint();
        SocketEndpoint sockets = new SocketEndpoint(intake, doors, settings.maxBodyBytes());
        OfrepEndpoints ofrep = new OfrepEndpoints(engine, settings.tenant(), settings.baseUrl());
        Routes routes = new Routes()
                .intake(settings, doors, sources, intake, room)
                .sockets(sockets)
                .decisions(engine, advisor, ofrep, settings.tenant())
                .alertmanager(new AlertmanagerEndpoints(
                        engine, version(), settings.baseUrl().toString(), clock))
                .operators(engine, ledger, stream)
                .pages(new Pages(engine, authentication, sessions, seal, secure))
                .operation(new HealthEndpoints(engine, metrics), reload);
        HostGuard guard = new HostGuard(settings.host(), settings.baseUrl());
        FrontDoor door =
                new FrontDoor(vertx, new RouteTable(routes.all()), guard, authentication, connections, metrics);
        long eighth = Math.max(MIN_SWEEP_MILLIS, settings.requestTimeout().toMillis() / 8);
        vertx.setPeriodic(eighth, ignored -> connections.sweep());
        ofrep.stream().start(vertx);
        stream.beat(vertx, Math.min(StreamEndpoint.HEARTBEAT_MILLIS, 2 * eighth));
        sockets.beat(vertx, Math.min(SocketEndpoint.HEARTBEAT_MILLIS, 2 * eighth));
        List<Runnable> closing = List.of(stream::close, sockets::close, ofrep.stream()::close, room::close);
        FrontDoor grpcDoor = new FrontDoor(
                vertx,
                new RouteTable(Routes.grpc(intake, doors, settings.maxBodyBytes())),
                guard,
                authentication,
                connections,
                metrics);
        grpcDoor.ofProtocol(GrpcAnswers.ONLY, settings.requestTimeout());
        Ports ports;
        try {
            ports = listen(vertx, settings, connections, door, grpcDoor);
        } catch (IllegalStateException e) {
            closing.forEach(Runnable::run);
            vertx.close();
            throw e;
        }
        LOG.atInfo()
                .addKeyValue("host", settings.host())
                .addKeyValue("port", ports.http)
                .addKeyValue("grpcPort", ports.grpc)
                .log("listening");
        return new Server(vertx, closing, sources, reload, routes.all(), ports);
    }

    private static Ports listen(
            Vertx vertx, ServerSettings settings, Connections connections, FrontDoor door, FrontDoor grpcDoor) {
        Listener first = new Listener(settings, door, connections, false);
        listen(vertx, settings, first, () -> new Listener(settings, door, connections, false));
        Listener firstOfGrpc = new Listener(settings, grpcDoor, connections, true);
        if (settings.grpcPort() != ServerSettings.NO_GRPC) {
            listen(vertx, settings, firstOfGrpc, () -> new Listener(settings, grpcDoor, connections, true));
        }
        return new Ports(first.port(), firstOfGrpc.port());
    }

    /** All event loops on one port. @throws IllegalStateException if it cannot be had; the message says which and why */
    private static void listen(Vertx vertx, ServerSettings settings, Listener first, Supplier<Listener> more) {
        try {
            await(vertx.deployVerticle(first));
            if (settings.eventLoops() > 1) {
                await(vertx.deployVerticle(more, new DeploymentOptions().setInstances(settings.eventLoops() - 1)));
            }
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "cannot listen on " + settings.host() + ":" + first.asked() + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return ports.http;
    }

    /** The port on which it takes OTLP over gRPC; 0 when it does not. */
    public int grpcPort() {
        return ports.grpc;
    }

    /** From now on {@code POST /-/reload} does this; before, there is nothing to read again. */
    public void reloads(Reload what) {
        reload.does(what);
    }

    /** From now on these may push and nobody else. What they have sent stays known. */
    public void admit(Collection<Source> pushers) {
        sources.replace(pushers);
    }

    /** Everything it serves. */
    List<Route> routes() {
        return routes;
    }

    /** Stops taking connections, lets answers that have begun finish for a few seconds, and closes. Blocks. */
    @Override
    public void close() {
        closing.forEach(Runnable::run);
        try {
            await(vertx.close());
        } catch (IllegalStateException e) {
            LOG.atWarn().setCause(e).log("did not close cleanly");
        }
        LOG.atInfo().addKeyValue("port", ports.http).log("closed");
    }

    /** Where it listens; 0 where it does not. */
    private record Ports(int http, int grpc) {}

    private static Vertx vertx(ServerSettings settings) {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(settings.eventLoops())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
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

    private static String version() {
        return Optional.ofNullable(Server.class.getPackage().getImplementationVersion())
                .map(version -> version.replace("-SNAPSHOT", ""))
                .orElse("dev");
    }
}
