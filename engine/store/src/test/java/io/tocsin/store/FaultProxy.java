// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection to a server on this host that can be held up or cut. Thread-safe. */
public final class FaultProxy implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private boolean hanging;
    private volatile boolean cut;

    /** Passes on to a port of this host. */
    public FaultProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::listen);
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Passes nothing on, in either direction, and keeps every connection open. */
    public void hang() {
        synchronized (change) {
            hanging = true;
        }
    }

    /** Closes every connection, and each new one at once. */
    public void cut() {
        cut = true;
        sockets.forEach(FaultProxy::close);
    }

    /** Passes everything on again, what was held up first. */
    public void heal() {
        cut = false;
        synchronized (change) {
            hanging = false;
            change.notifyAll();
        }
    }

    private void listen() {
        try {
            while (true) {
                accepted(listener.accept());
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void accepted(Socket client) {
        sockets.add(client);
        if (cut) {
            close(client);
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            daemon(() -> pipe(client, server));
            daemon(() -> pipe(server, client));
        } catch (IOException e) {
            close(client);
        }
    }

    private void pipe(Socket from, Socket to) {
        byte[] bytes = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitPassage();
                out.write(bytes, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            sockets.remove(from);
        }
    }

    private void awaitPassage() throws InterruptedException {
        synchronized (change) {
            while (hanging) {
                change.wait();
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        heal();
        cut();
    }
}
