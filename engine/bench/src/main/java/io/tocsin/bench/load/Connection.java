// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request under way. Confined to one thread. */
final class Connection implements AutoCloseable {
    private static final int ARRIVING = 64 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer leaving;
    private final ByteBuffer arriving = ByteBuffer.allocateDirect(ARRIVING);
    private final Answer answer = new Answer();
    private long intended;

    Connection(InetSocketAddress server, Selector selector, int maxRequestBytes) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        leaving = ByteBuffer.allocateDirect(maxRequestBytes);
    }

    void send(Requests requests, long intendedNanos) throws IOException {
        intended = intendedNanos;
        requests.write(leaving.clear());
        leaving.flip();
        write();
    }

    private void write() throws IOException {
        channel.write(leaving);
        int interest = leaving.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Goes on with what the connection is ready for; answers whether the answer is complete. */
    boolean proceed() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return false;
        }
        if (channel.read(arriving.clear()) < 0) {
            throw new IOException("the server closed a connection");
        }
        return answer.take(arriving.flip());
    }

    /** When the request under way was meant to be sent. */
    long intended() {
        return intended;
    }

    /** How the body of the last answer begins. */
    String body() {
        return answer.body();
    }

    /** Status of the last answer. */
    int status() {
        return answer.status();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
