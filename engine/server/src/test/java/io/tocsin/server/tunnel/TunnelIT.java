// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.server.tunnel.TunnelSettings.Credentials;
import io.tocsin.server.tunnel.TunnelSettings.Endpoint;
import io.tocsin.server.tunnel.TunnelSettings.Passage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Member b behind its end, and member a's end from where b is called. */
class TunnelIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String B_INSIDE = "127.1.0.2";

    @TempDir
    static Path folder;

    private static Authority ours;
    private static Authority theirs;
    private static Credentials a;
    private static Credentials b;

    private final int outer = freePort();
    private final int way = freePort();
    private EchoMember member;

    @BeforeAll
    static void certify() throws Exception {
        ours = new Authority(folder.resolve("ours"));
        theirs = new Authority(folder.resolve("theirs"));
        a = ours.issue("a", "127.0.0.1");
        b = ours.issue("b", "127.0.0.1");
        theirs.issue("x", "127.0.0.1");
    }

    @BeforeEach
    void start() throws IOException {
        member = new EchoMember(B_INSIDE);
    }

    @AfterEach
    void end() throws IOException {
        member.close();
    }

    @Test
    void whatIsSentArrivesWholeAndComesBack() throws Exception {
        byte[] sent = new byte[5_000_000];
        new Random(1).nextBytes(sent);
        try (Tunnel far = far(b);
                Tunnel near = near(a);
                Socket socket = new Socket(B_INSIDE, way)) {
            CompletableFuture<byte[]> back = CompletableFuture.supplyAsync(() -> read(socket, sent.length));
            socket.getOutputStream().write(sent);
            assertThat(back).succeedsWithin(LONG).isEqualTo(sent);
            assertThat(far.refused() + near.refused()).isZero();
        }
    }

    @Test
    void aStrangersCertificateIsNotLetIn() throws Exception {
        refuses(theirs.client(ours));
    }

    @Test
    void nobodyWithoutACertificateIsLetIn() throws Exception {
        refuses(ours.nobody());
    }

    @Test
    void aCertificateOfOursIsLetIn() throws Exception {
        try (Tunnel far = far(b);
                Socket socket = ours.client(ours).getSocketFactory().createSocket("127.0.0.1", outer)) {
            assertThat(said(socket)).isEqualTo(7);
            assertThat(far.refused()).isZero();
        }
    }

    @Test
    void plainTextIsNotLetIn() throws Exception {
        try (Tunnel far = far(b);
                Socket socket = new Socket("127.0.0.1", outer)) {
            assertThat(said(socket)).isEqualTo(-1);
            await().atMost(LONG).until(() -> far.refused() == 1);
            assertThat(member.came()).isZero();
        }
    }

    @Test
    void aMemberWithAStrangersCertificateIsNotSpokenTo() throws Exception {
        Credentials foreign = theirs.issue("far", "127.0.0.1");
        try (Tunnel far = far(foreign);
                Tunnel near = near(a)) {
            assertThat(called()).isEqualTo(-1);
            assertThat(member.came()).isZero();
        }
    }

    @Test
    void aMemberWithTheCertificateOfAnotherHostIsNotSpokenTo() throws Exception {
        Credentials elsewhere = ours.issue("elsewhere", "127.9.9.9");
        try (Tunnel far = far(elsewhere);
                Tunnel near = near(a)) {
            assertThat(called()).isEqualTo(-1);
            assertThat(member.came()).isZero();
        }
    }

    @Test
    void theWayIsThereAgainWhenTheOtherEndIs() throws Exception {
        try (Tunnel near = near(a)) {
            assertThat(called()).isEqualTo(-1);
            try (Tunnel far = far(b);
                    Socket socket = new Socket(B_INSIDE, way)) {
                assertThat(said(socket)).isEqualTo(7);
                far.close();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(called()).isEqualTo(-1);
            try (Tunnel far = far(b)) {
                assertThat(called()).isEqualTo(7);
            }
        }
    }

    @Test
    void whatCannotBeUsedIsNamed() throws Exception {
        Path missing = folder.resolve("missing.key");
        assertThatThrownBy(() -> far(new Credentials(missing, b.certificate(), b.trust())))
                .hasMessage("the tunnel's key " + missing + " cannot be read");
        assertThatThrownBy(() -> far(new Credentials(b.certificate(), b.certificate(), b.trust())))
                .hasMessageStartingWith("cannot open the tunnel: ");
        try (ServerSocket taken = new ServerSocket(outer)) {
            assertThatThrownBy(() -> far(b)).hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    private void refuses(SSLContext client) throws IOException {
        try (Tunnel far = far(b);
                Socket socket = client.getSocketFactory().createSocket("127.0.0.1", outer)) {
            assertThat(said(socket)).isEqualTo(-1);
            await().atMost(LONG).until(() -> far.refused() == 1);
            assertThat(member.came()).isZero();
        }
    }

    private Tunnel far(Credentials credentials) {
        return Tunnel.open(new TunnelSettings(
                new Endpoint("127.0.0.1", outer), new Endpoint(B_INSIDE, member.port()), List.of(), credentials));
    }

    private Tunnel near(Credentials credentials) {
        return Tunnel.open(new TunnelSettings(
                new Endpoint("127.0.0.1", freePort()),
                new Endpoint("127.1.0.1", 5701),
                List.of(new Passage("b", new Endpoint(B_INSIDE, way), new Endpoint("127.0.0.1", outer))),
                credentials));
    }

    private int called() throws IOException {
        try (Socket socket = new Socket(B_INSIDE, way)) {
            return said(socket);
        }
    }

    /** What comes back of a 7: itself, or -1 if the connection ends instead. */
    private static int said(Socket socket) {
        try {
            socket.setSoTimeout((int) LONG.toMillis());
            socket.getOutputStream().write(7);
            socket.getOutputStream().flush();
            return socket.getInputStream().read();
        } catch (SocketTimeoutException silence) {
            throw new AssertionError("neither an answer nor an end", silence);
        } catch (IOException ended) {
            return -1;
        }
    }

    private static byte[] read(Socket socket, int length) {
        try {
            return socket.getInputStream().readNBytes(length);
        } catch (IOException ended) {
            throw new AssertionError(ended);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException unlikely) {
            throw new AssertionError(unlikely);
        }
    }
}
