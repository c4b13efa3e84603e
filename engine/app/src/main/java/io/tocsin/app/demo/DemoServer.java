// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.app.wiring.Entrances;
import io.tocsin.pipeline.route.RouteAdvisor;
import io.tocsin.server.Server;
import io.tocsin.server.ServerSettings;
import io.tocsin.sources.generic.Mappings;
import java.net.URI;

/** The HTTP server beside a demo, so that the printed addresses work. */
final class DemoServer {
    private DemoServer() {}

    /** The address people open. */
    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Starts it on the loopback interface. Times of arrival are those of the story.
     *
     * @throws Failure if the port is taken
     */
    static Server start(DemoNode node, RouteAdvisor advisor, int port) {
        ServerSettings settings =
                ServerSettings.defaults().listeningOn("127.0.0.1", port).reachedAt(address(port));
        try {
            return Server.start(
                    settings,
                    node.engine(),
                    node.ledger(),
                    Entrances.of(advisor.prices(), Mappings.shipped()),
                    advisor,
                    node.clock());
        } catch (IllegalStateException taken) {
            throw new Failure(
                    Exit.WRONG,
                    String.valueOf(taken.getMessage()),
                    "Another --port, such as --port " + (port + 1) + ", or --no-server.");
        }
    }
}
