// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for the member behind the tunnel: says back what it hears, and counts who came. */
final class EchoMember implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger came = new AtomicInteger();

    EchoMember(String host) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName(host));
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int came() {
        return came.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                came.incrementAndGet();
                threads.execute(() -> echo(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException gone) {
            // The other end went away: that is what some tests do.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
