// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Connections from one address to another, where one is a TCP port of the loopback interface and the other a socket in the
 * file system. Network namespaces share the file system, so two of them are a way in and out that no cut touches.
 * Thread-safe.
 */
final class Relay implements AutoCloseable {
    /** What a relay in a process of its own says once it works. */
    static final String READY = "relays";

    private static final int BUFFER = 1 << 14;
    private static final PrintStream CONSOLE = System.out;

    private final ServerSocketChannel listener;
    private final SocketAddress to;

    private Relay(SocketAddress from, SocketAddress to) throws IOException {
        this.to = to;
        this.listener = from instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        listener.bind(from);
        daemon(this::listen);
    }

    /** Between two addresses, each a port or a path. */
    static Relay between(String from, String to) {
        try {
            return new Relay(address(from), address(to));
        } catch (IOException e) {
            throw new UncheckedIOException("from " + from + " to " + to, e);
        }
    }

    /** Relays between addresses that come in pairs, until it is killed. */
    public static void main(String... addresses) throws InterruptedException {
        for (int index = 0; index < addresses.length; index += 2) {
            between(addresses[index], addresses[index + 1]);
        }
        CONSOLE.println(READY);
        new CountDownLatch(1).await();
    }

    private static SocketAddress address(String written) {
        return written.startsWith("/")
                ? UnixDomainSocketAddress.of(Path.of(written))
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(written));
    }

    private void listen() {
        try {
            while (true) {
                accepted(listener.accept());
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void accepted(SocketChannel one) throws IOException {
        try {
            SocketChannel other = SocketChannel.open(to);
            daemon(() -> pipe(one, other));
            daemon(() -> pipe(other, one));
        } catch (IOException e) {
            one.close();
        }
    }

    private static void pipe(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        try (from;
                to) {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
        } catch (IOException e) {
            // One of them is gone, and now the other is, too.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
