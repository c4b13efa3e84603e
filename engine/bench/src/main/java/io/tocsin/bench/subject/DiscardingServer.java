// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** A process that answers every {@code POST} with 202 and every {@code GET} with 200, on one event loop. */
public final class DiscardingServer {
    private DiscardingServer() {}

    /** Listens on 127.0.0.1 and the port given until it is ended. */
    public static void main(String[] arguments) {
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .createHttpServer()
                .requestHandler(DiscardingServer::answer)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .onFailure(failure -> Runtime.getRuntime().halt(1));
    }

    private static void answer(HttpServerRequest request) {
        int status = HttpMethod.POST.equals(request.method()) ? 202 : 200;
        request.endHandler(end -> request.response().setStatusCode(status).end());
    }
}
