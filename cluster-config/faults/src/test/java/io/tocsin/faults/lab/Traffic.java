// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import io.tocsin.app.node.Client;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Senders who do what senders do: a batch that was not answered with 202 is offered again until it is. Every 202 goes
 * into the history. Thread-safe.
 */
public final class Traffic {
    /** Teams that have a budget. */
    static final int MOST_BATCHES = 2_000;

    private static final int CALLS = 20;
    private static final int WIDE = 150;
    private static final int ACTS_EVERY = 4;
    private static final int ACCEPTED = 202;
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final History history;
    private final Queue<Batch> unanswered = new ConcurrentLinkedQueue<>();
    private final Set<Integer> refusals = new ConcurrentSkipListSet<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();

    Traffic(History history) {
        this.history = history;
    }

    /** Offers a batch that pages, of the usual size; answers whether it was accepted. */
    public boolean offer(Client client) throws InterruptedException {
        Batch waiting = unanswered.poll();
        return offer(client, waiting == null ? next(CALLS) : waiting);
    }

    /** Offers a new batch of so many calls. */
    public boolean offer(Client client, int calls) throws InterruptedException {
        return offer(client, next(calls));
    }

    private Batch next(int calls) {
        int number = numbers.incrementAndGet();
        return new Batch(number, calls, number < MOST_BATCHES && number % ACTS_EVERY == 0);
    }

    private boolean offer(Client client, Batch batch) throws InterruptedException {
        boolean accepted = attempt(client, batch);
        if (!accepted) {
            unanswered.add(batch);
        }
        return accepted;
    }

    private boolean attempt(Client client, Batch batch) throws InterruptedException {
        long began = System.nanoTime();
        try {
            int status = client.send(batch.body());
            if (status == ACCEPTED) {
                batch.ids().forEach(history::accepted);
                batch.subjects().forEach(history::mustPage);
                if (batch.acts()) {
                    history.mustAct(batch.target());
                }
                return true;
            }
            refusals.add(status);
        } catch (IOException e) {
            // No answer: nobody knows whether it was accepted, so it is offered again, as a sender would.
        } finally {
            slowestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
        }
        return false;
    }

    /** Offers a new batch so wide that it touches all cells, until it is accepted. */
    public void offerEverywhereUntilAccepted(Client client) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        Batch wide = next(WIDE);
        while (!attempt(client, wide)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no batch for all cells was accepted for " + PATIENCE.toSeconds() + " s");
            }
            Pause.of(BETWEEN);
        }
    }

    /** The longest time that a batch waited for its answer, or was given up, since this was asked last. */
    public Duration slowest() {
        return Duration.ofNanos(slowestNanos.getAndSet(0));
    }

    /** Every status other than 202 that a batch was answered with. */
    public Set<Integer> refusals() {
        return Set.copyOf(refusals);
    }

    /** Offers until something is accepted; fails when nothing is for two minutes. */
    public void offerUntilAccepted(Client client) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!offer(client)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("nothing was accepted for " + PATIENCE.toSeconds() + " s");
            }
            Pause.of(BETWEEN);
        }
    }

    /** Offers whatever waits for an answer until all of it has one. */
    public void settle(Client client) throws InterruptedException {
        while (!unanswered.isEmpty()) {
            offerUntilAccepted(client);
        }
    }

    /** Starts senders that go on until they are stopped, each time to the client of the moment. */
    public Load start(int senders, Supplier<Client> clients) {
        return start(senders, clients, BETWEEN);
    }

    /** Starts senders that rest for so long after each batch. */
    public Load start(int senders, Supplier<Client> clients, Duration rest) {
        return new Load(senders, clients, rest);
    }

    /** Some senders at work. */
    public final class Load implements AutoCloseable {
        private static final long STOP_SECONDS = 60;

        private final CountDownLatch ended;
        private volatile boolean stopping;

        private Load(int senders, Supplier<Client> clients, Duration rest) {
            ended = new CountDownLatch(senders);
            for (int sender = 0; sender < senders; sender++) {
                Thread thread = new Thread(() -> work(clients, rest), "sender-" + sender);
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void work(Supplier<Client> clients, Duration rest) {
            try {
                while (!stopping) {
                    offer(clients.get());
                    Pause.of(rest);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }

        /** Stops the senders and waits until each has its last answer, or knows that there is none. */
        @Override
        public void close() throws InterruptedException {
            stopping = true;
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("senders did not stop");
            }
        }
    }
}
