// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/v1/events/stream}: a WebSocket for senders that have events all the time. Each message is a batch as
 * {@code POST /api/v1/events} takes it, and each is answered by one message once it is durable or refused; see
 * {@link EventSocket}. Who may open one is who may post. Thread-safe.
 */
public final class SocketEndpoint implements Endpoint, AutoCloseable {
    /** How often a sender is asked whether it is there; it is given up when it was silent in between. */
    public static final long HEARTBEAT_MILLIS = 15_000;

    private static final Logger LOG = LoggerFactory.getLogger(SocketEndpoint.class);
    private static final long WAIT_SECONDS = 2;
    private static final int MAX_SOCKETS = 1_000;
    private static final String NATIVE = "nativeevents";

    private final Intake intake;
    private final Door door;
    private final int limit;
    private final Set<EventSocket> sockets = ConcurrentHashMap.newKeySet();

    /** Through the door {@code nativeevents}; a message has at most {@code limit} bytes. */
    public SocketEndpoint(Intake intake, Map<String, Door> doors, int limit) {
        this.intake = intake;
        this.door = Objects.requireNonNull(doors.get(NATIVE), NATIVE);
        this.limit = limit;
    }

    /** Asks senders from now on. */
    public void beat(Vertx vertx, long everyMillis) {
        vertx.setPeriodic(everyMillis, ignored -> sockets.forEach(EventSocket::beat));
    }

    @Override
    public void serve(Exchange exchange) {
        String upgrade = exchange.header(HttpHeaders.UPGRADE);
        if (!"websocket".equalsIgnoreCase(upgrade)) {
            exchange.request().response().putHeader(HttpHeaders.UPGRADE, "websocket");
            exchange.refuse(Refusal.of(
                    426,
                    "upgrade-required",
                    "this path speaks WebSocket",
                    "open a WebSocket, or POST to /api/v1/events"));
        } else if (sockets.size() >= MAX_SOCKETS) {
            exchange.refuse(Refusal.of(503, "stream-full", "there are too many streams", "try again later"));
        } else {
            exchange.request()
                    .toWebSocket()
                    .onSuccess(socket -> {
                        exchange.stream();
                        EventSocket opened =
                                new EventSocket(intake, Inlet.of(NATIVE, door), limit, socket, exchange.context());
                        sockets.add(opened);
                        opened.open(() -> sockets.remove(opened));
                    })
                    .onFailure(notOne -> exchange.refuse(
                            Refusal.of(400, "websocket-malformed", "the request is not a WebSocket handshake", "")));
        }
    }

    /** Tells every sender that this server goes; what was not answered is to be sent again. Blocks for a moment. */
    @Override
    public void close() {
        List<Future<Void>> told = sockets.stream().map(EventSocket::leave).toList();
        try {
            Future.join(told).toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atDebug().setCause(e).log("some senders were not told that the server goes");
        }
    }
}
