// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;

/** Two connections that are one: each gets what the other sends, and ends when the other ends. */
final class Piped {
    private Piped() {}

    /** Joins a connection to one that is being opened for it. What was sent meanwhile waits; a full one slows down the other. */
    static void together(NetSocket accepted, Future<NetSocket> opening) {
        accepted.pause();
        accepted.closeHandler(closed -> opening.onSuccess(NetSocket::close));
        opening.onFailure(failure -> accepted.close()).onSuccess(opened -> {
            opened.closeHandler(closed -> accepted.close());
            accepted.pipeTo(opened).onFailure(broken -> accepted.close());
            opened.pipeTo(accepted).onFailure(broken -> opened.close());
        });
    }
}
