// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part every fake shares: a loopback HTTP server with a journal and a fault plan. Thread-safe; its threads are
 * daemons, so a forgotten fake does not keep a program alive.
 */
final class FakeServer implements AutoCloseable {

    /** The vendor behind the socket. Called by several threads at once. */
    interface Vendor {
        Answer answer(Call call);

        /** The vendor's body for a status it answers when it is overloaded or broken. */
        Answer refusal(int status);
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final Vendor vendor;
    private final Clock clock;
    private final FaultPlan faults = new FaultPlan();
    private final List<Recorded> journal = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    FakeServer(int port, Clock clock, Vendor vendor) {
        this.clock = clock;
        this.vendor = vendor;
        this.threads = Executors.newCachedThreadPool(FakeServer::daemon);
        try {
            this.http = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException e) {
            threads.shutdownNow();
            throw new UncheckedIOException("no fake on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
    }

    /** Answers from now on. Separate from the constructor, so that no request meets a half-built vendor. */
    void open() {
        http.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    FaultPlan faults() {
        return faults;
    }

    List<Recorded> journal() {
        return List.copyOf(journal);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int number = requests.incrementAndGet();
        Call call = Call.read(exchange, number, clock.instant());
        Optional<Fault> planned = faults.take(number);
        if (planned.isEmpty()) {
            send(exchange, record(call, vendor.answer(call)));
            return;
        }
        fail(exchange, call, planned.get());
    }

    private void fail(HttpExchange exchange, Call call, Fault fault) throws IOException {
        switch (fault.kind()) {
            case REFUSED -> {
                Answer refusal = vendor.refusal(fault.status());
                send(
                        exchange,
                        record(call, fault.duration().map(refusal::retryAfter).orElse(refusal)));
            }
            case HTML -> send(exchange, record(call, Answer.html()));
            case SLOW ->
                sendLater(
                        exchange,
                        record(call, vendor.answer(call)),
                        fault.duration().orElse(Duration.ZERO));
            case TRUNCATED -> {
                sendHalf(exchange, record(call, vendor.answer(call)));
                exchange.close();
            }
            case STALLED -> sendHalf(exchange, record(call, vendor.answer(call)));
            case RESET -> {
                journal.add(call.recorded(0));
                exchange.close();
            }
        }
    }

    /** Before the answer leaves, so that whoever holds the answer also finds the request in the journal. */
    private Answer record(Call call, Answer answer) {
        journal.add(call.recorded(answer.status()));
        return answer;
    }

    private void sendLater(HttpExchange exchange, Answer answer, Duration delay) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, threads)
                .execute(() -> {
                    try {
                        send(exchange, answer);
                    } catch (IOException callerHasGone) {
                        exchange.close();
                    }
                });
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        try (exchange;
                OutputStream out = start(exchange, answer, body.length)) {
            out.write(body);
        }
    }

    private static void sendHalf(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        OutputStream out = start(exchange, answer, body.length);
        out.write(body, 0, body.length / 2);
        out.flush();
    }

    private static OutputStream start(HttpExchange exchange, Answer answer, int length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        return exchange.getResponseBody();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tocsin-fake");
        thread.setDaemon(true);
        return thread;
    }
}
