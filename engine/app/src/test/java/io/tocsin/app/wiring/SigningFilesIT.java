// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a fetch makes of servers that do not answer as they should. */
class SigningFilesIT {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HttpServer web;

    SigningFilesIT() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        web.setExecutor(threads);
        web.createContext("/file", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("text".getBytes());
            exchange.close();
        });
        web.createContext("/refused", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        web.createContext("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[64 * 1024 + 1]);
            exchange.close();
        });
        web.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('-');
            exchange.getResponseBody().flush();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        web.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        web.stop(0);
        threads.shutdownNow();
    }

    @Test
    void fetchesAFile() throws IOException {
        assertThat(fetch("/file")).asString().isEqualTo("text");
    }

    @Test
    @Timeout(20)
    void waitsOnlySoLongForTheEndOfAnAnswer() {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> fetch("/endless")).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void takesNoAnswerThatIsTooLongOrRefusesAndNeverTellsTheAddress() {
        assertThatThrownBy(() -> fetch("/long?Token=7"))
                .hasMessageContaining("longer than 65536")
                .hasMessageNotContaining("Token");
        assertThatThrownBy(() -> fetch("/refused?Token=7")).hasMessage("answered 403");
    }

    private byte[] fetch(String path) throws IOException {
        return new SigningFiles()
                .fetch(URI.create("http://127.0.0.1:" + web.getAddress().getPort() + path));
    }
}
