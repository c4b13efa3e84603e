// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.response.Receipt;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.server.http.JsonText;
import io.tocsin.server.http.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of a sender. Messages are numbered from 1 as they come; each is answered by
 * {@code {"message":1,"status":202,"accepted":2,"ids":[…]}} once its signals are durable, or by status, code, detail, field and
 * hint when nothing of it was taken: 503 is to be sent again, 4xx is not. Answers come in the order of the messages. No more than {@value #MOST_PENDING} messages, or as many bytes as one may have, are on their way; then nothing more
 * is read, and the sender waits. Confined to the event loop of its connection, but for {@link #beat} and {@link #leave}.
 *
 * <p>It closes with 1001 when the server goes, 1009 after a message that is too large, 1011 after a fault of ours, and 4408 when
 * the sender was silent to a ping. What was not answered is to be sent again: what has an id is then known.
 */
final class EventSocket {
    private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);
    private static final int MOST_PENDING = 16;
    private static final int LARGE = 256 * 1024;
    private static final short GOING = 1001;
    private static final short TOO_BIG = 1009;
    private static final short BROKEN = 1011;
    private static final short SILENT = 4408;
    private static final int ACCEPTED = 202;

    private final Intake intake;
    private final Inlet inlet;
    private final int limit;
    private final ServerWebSocket socket;
    private final Context context;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long messages;
    private long pendingBytes;
    private boolean paused;
    private volatile boolean heard = true;

    EventSocket(Intake intake, Inlet inlet, int limit, ServerWebSocket socket, Context context) {
        this.intake = intake;
        this.inlet = inlet;
        this.limit = limit;
        this.socket = socket;
        this.context = context;
    }

    /** Takes messages from now on. @param gone told once, when it is closed */
    void open(Runnable gone) {
        socket.closeHandler(ignored -> gone.run());
        socket.exceptionHandler(this::broken);
        socket.pongHandler(ignored -> heard = true);
        socket.drainHandler(ignored -> flow());
        socket.textMessageHandler(text -> guarded(() -> take(Buffer.buffer(text).getBytes())));
        socket.binaryMessageHandler(bytes -> guarded(() -> take(bytes.getBytes())));
    }

    /** Asks whether the sender is there; gives it up when it did not answer the last time. */
    void beat() {
        context.runOnContext(ignored -> {
            if (socket.isClosed() || crowded()) {
                return; // while nothing is read, an answer to a ping is not either
            }
            if (!heard) {
                socket.close(SILENT, "silent");
            } else {
                heard = false;
                socket.writePing(Buffer.buffer("tocsin"));
            }
        });
    }

    /** The server goes. Completes once the sender was told, or is gone. */
    Future<Void> leave() {
        Promise<Void> told = Promise.promise();
        context.runOnContext(ignored -> socket.close(GOING, "the server stops; send again what was not answered")
                .onComplete(told));
        return told.future();
    }

    private void broken(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        boolean tooBig =
                name.contains("TooLong") || String.valueOf(thrown.getMessage()).contains("max message size");
        LOG.atDebug().addKeyValue("reason", name).log("a stream of events broke");
        socket.close(tooBig ? TOO_BIG : BROKEN, tooBig ? "a message has at most " + limit + " bytes" : "");
    }

    private void take(byte[] body) {
        long number = ++messages;
        heard = true;
        if (body.length > limit) {
            socket.close(TOO_BIG, "a message has at most " + limit + " bytes");
            return;
        }
        Pending one = new Pending(number, body.length);
        pending.add(one);
        pendingBytes += body.length;
        flow();
        Engine engine = intake.engine();
        if (!engine.ready()) {
            one.refuse(Delivery.NOT_READY);
        } else if (engine.overloaded()) {
            one.refuse(Delivery.OVERLOADED);
        } else if (body.length < LARGE) {
            one.read(inlet.door().read(message(body)));
        } else {
            context.executeBlocking(() -> inlet.door().read(message(body)), false)
                    .onComplete(reading -> guarded(() -> one.read(reading)), this::failed);
        }
    }

    private Message message(byte[] body) {
        return new Message(
                body,
                "application/x-ndjson",
                Map.of(),
                intake.tenant(),
                intake.clock().instant(),
                "");
    }

    /** Stops reading while too much is on its way or answers are not taken, and goes on after that. */
    private void flow() {
        if (socket.isClosed()) {
            return;
        }
        boolean full = crowded() || socket.writeQueueFull();
        if (full && !paused) {
            paused = true;
            socket.pause();
        } else if (!full && paused) {
            paused = false;
            heard = true;
            socket.resume();
        }
    }

    private boolean crowded() {
        return pending.size() >= MOST_PENDING || pendingBytes >= limit;
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Throwable bug) {
        LOG.atError().setCause(bug).addKeyValue("source", inlet.source()).log("a message of a stream failed");
        socket.close(BROKEN, "the server failed; the log says why");
    }

    /** Sends what is ready, up to the first message that is not. */
    private void answerInOrder() {
        for (Pending first = pending.peek(); first != null && !first.answer.isEmpty(); first = pending.peek()) {
            pending.remove();
            pendingBytes -= first.bytes;
            if (!socket.isClosed()) {
                socket.writeTextMessage(first.answer);
            }
        }
        flow();
    }

    /** One message, until it and those before it are answered. */
    private final class Pending implements Reading.Cases<Pending> {
        private final long number;
        private final int bytes;
        private String answer = "";

        Pending(long number, int bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        void read(Reading reading) {
            reading.match(this);
        }

        @Override
        public Pending understood(Reading.Understood understood) {
            if (understood.signals().isEmpty()) {
                accepted(new Receipt(List.of()));
                return this;
            }
            int left = understood.signals().size()
                    - intake.cardinality()
                            .within(inlet.source(), understood.signals())
                            .size();
            if (left > 0) {
                return notUnderstood(Cardinality.problem(left));
            }
            intake.engine()
                    .accept(understood.signals())
                    .whenComplete((receipt, thrown) ->
                            context.runOnContext(ignored -> guarded(() -> ended(receipt, thrown))));
            return this;
        }

        private void ended(@Nullable Receipt receipt, @Nullable Throwable thrown) {
            if (receipt != null) {
                intake.metrics().received(inlet.source(), receipt.ids().size());
                accepted(receipt);
            } else {
                Throwable cause =
                        thrown instanceof CompletionException e && e.getCause() != null ? e.getCause() : thrown;
                refuse(Delivery.notAccepted(inlet, cause));
            }
        }

        private void accepted(Receipt receipt) {
            StringBuilder out = new StringBuilder("{\"message\":").append(number);
            out.append(",\"status\":")
                    .append(ACCEPTED)
                    .append(",\"accepted\":")
                    .append(receipt.ids().size());
            JsonText.array(out.append(",\"ids\":"), receipt.ids());
            answer(out.append('}'));
        }

        @Override
        public Pending orders(Reading.Orders orders) {
            throw new IllegalStateException("events give no orders");
        }

        @Override
        public Pending rejected(Reading.Rejected rejected) {
            return notUnderstood(rejected.problem());
        }

        @Override
        public Pending deadLetter(Reading.DeadLetter letter) {
            return notUnderstood(letter.problem());
        }

        private Pending notUnderstood(Problem problem) {
            intake.metrics().invalid(inlet.source(), problem.code(), 1);
            refuse(Refusal.of(problem));
            return this;
        }

        void refuse(Refusal refusal) {
            intake.metrics().rejected(inlet.source(), refusal.code());
            StringBuilder out = new StringBuilder("{\"message\":").append(number);
            out.append(",\"status\":").append(refusal.status());
            text(out, "code", refusal.code());
            text(out, "detail", refusal.detail());
            text(out, "field", refusal.field());
            text(out, "hint", refusal.hint());
            answer(out.append('}'));
        }

        private void text(StringBuilder out, String name, String value) {
            if (!value.isEmpty()) {
                JsonText.quote(out.append(",\"").append(name).append("\":"), value);
            }
        }

        private void answer(StringBuilder json) {
            answer = json.toString();
            answerInOrder();
        }
    }
}
