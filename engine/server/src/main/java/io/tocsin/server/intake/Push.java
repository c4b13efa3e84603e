// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import static java.util.stream.Collectors.joining;

import io.tocsin.model.response.Receipt;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.signal.SignalCodec;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.server.http.Body;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import io.tocsin.server.source.DeliveryRecord;
import io.tocsin.server.source.DeliveryRecord.Outcome;
import io.tocsin.server.source.Head;
import io.tocsin.server.source.OpenSource;
import io.tocsin.server.source.Proof;
import io.tocsin.server.source.Source;
import io.tocsin.server.source.Touched;
import io.tocsin.server.source.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One delivery of a source: proved, counted against its quota, known or not by its id, read, and written into the intake log
 * once it is answered. Confined to the event loop of its exchange.
 */
final class Push implements Form, Head, Exchange.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Push.class);
    private static final int LARGE = 256 * 1024;
    private static final int MOST_CAPTURED = 20;

    private final Intake intake;
    private final WaitingRoom room;
    private final OpenSource open;
    private final Source source;
    private final Door door;
    private final Exchange exchange;
    private final Instant at;
    private final long number;
    private Outcome outcome = Outcome.REFUSED;
    private String reason = "";
    private int bytes;
    private String id = "";
    private int secret;
    private boolean begun;
    private List<String> ids = List.of();
    private String hash = "";
    private Map<String, Integer> signals = Map.of();
    private int rejected;
    private String detail = "";
    private Set<String> touched = Set.of();
    private List<String> captured = List.of();

    Push(Intake intake, WaitingRoom room, OpenSource open, Door door, Exchange exchange) {
        this.intake = intake;
        this.room = room;
        this.open = open;
        this.source = open.source();
        this.door = door;
        this.exchange = exchange;
        this.at = intake.clock().instant();
        this.number = open.log().next();
    }

    /** Begins. @param limit most bytes of the body */
    void begin(int limit) {
        exchange.watchedBy(this);
        Verdict verdict = source.proof().head(this);
        if (verdict.refusal() != null) {
            refuse(verdict.refusal(), verdict.reason());
        } else {
            Body.read(exchange, limit, this::prove);
        }
    }

    private void prove(byte[] body) {
        bytes = body.length;
        Proof proof = source.proof();
        if (!proof.waits() && body.length < LARGE) {
            proved(proof.body(this, body), body);
            return;
        }
        CompletionStage<Verdict> asked = proof.waits()
                ? room.ask(() -> proof.body(this, body))
                : exchange.context()
                        .executeBlocking(() -> proof.body(this, body), false)
                        .toCompletionStage();
        exchange.then(asked, (verdict, thrown) -> {
            if (verdict != null) {
                proved(verdict, body);
            } else if (thrown instanceof RejectedExecutionException) {
                refuse(Delivery.OVERLOADED, "proof-overloaded");
            } else {
                throw new CompletionException("the proof of " + source.name() + " failed", thrown);
            }
        });
    }

    private void proved(Verdict verdict, byte[] body) {
        if (verdict.refusal() != null) {
            refuse(verdict.refusal(), verdict.reason());
            return;
        }
        secret = verdict.secret();
        String offered = verdict.id().isEmpty() ? sentId() : verdict.id();
        Refusal refusal = open.check(offered);
        if (refusal == null) {
            id = offered;
            refusal = open.spend();
        }
        if (refusal != null) {
            refuse(refusal, refusal.code());
        } else if (source.test()) {
            take(body);
        } else if (isNew(verdict.signedAt(), body)) {
            source.proof().asks(body).ifPresentOrElse(this::confirm, () -> take(body));
        }
    }

    private void take(byte[] body) {
        intake.take(exchange, new Inlet(source.name(), source.tool(), door, source.tenant(), id), body, this);
    }

    /** Does what the sender asks for, in the waiting room because it asks another server. */
    private void confirm(Proof.Confirmation asked) {
        CompletionStage<String> done = room.ask(() -> {
            try {
                asked.confirm();
                return "";
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        });
        exchange.then(done, (failure, thrown) -> {
            if (thrown instanceof RejectedExecutionException) {
                refuse(Delivery.OVERLOADED, "proof-overloaded");
            } else if (failure == null || !failure.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("source", source.name())
                        .addKeyValue(
                                "reason",
                                thrown == null ? failure : thrown.getClass().getSimpleName())
                        .log("subscription not confirmed");
                refuse(OpenSource.NOT_CONFIRMED, OpenSource.NOT_CONFIRMED.code());
            } else {
                outcome = Outcome.CONFIRMED;
                LOG.atInfo().addKeyValue("source", source.name()).log("subscription confirmed");
                Receipts.confirmed(exchange);
            }
        });
    }

    private String sentId() {
        String sent = source.idHeader().isEmpty() ? null : header(source.idHeader());
        return sent == null ? "" : sent;
    }

    /**
     * Whether the delivery was not taken before; else answers it. What was signed at a time is also known by that time and its
     * body: a copy of the request by a stranger then is a repeat, whatever id he wrote over it.
     */
    private boolean isNew(String signedAt, byte[] body) {
        List<String> names = new ArrayList<>();
        if (!id.isEmpty()) {
            names.add("id " + id);
        }
        if (!names.isEmpty() || !signedAt.isEmpty()) {
            hash = sha256(body);
        }
        if (!signedAt.isEmpty()) {
            names.add("signed " + signedAt + " " + hash);
        }
        OpenSource.Begun known = open.begin(names, hash);
        if (known.refusal() != null) {
            refuse(known.refusal(), known.refusal().code());
        } else if (known.repeated()) {
            outcome = Outcome.DUPLICATE;
            intake.metrics().duplicate(source.name());
            Receipts.duplicate(exchange);
        } else {
            ids = names;
            begun = true;
            return true;
        }
        return false;
    }

    private void refuse(Refusal refusal, String why) {
        reason = why;
        intake.metrics().rejected(source.name(), why);
        exchange.refuse(refusal);
    }

    @Override
    public void accepted(Exchange sender, Receipt receipt, Reading.Understood understood) {
        outcome = Outcome.ACCEPTED;
        understood(understood);
        Receipts.accepted(sender, receipt, understood);
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public void deadLettered(Exchange sender, String why) {
        outcome = Outcome.DEAD_LETTER;
        detail = why;
        Receipts.deadLettered(sender, why);
    }

    @Override
    public boolean acts() {
        return !source.test();
    }

    @Override
    public void captured(Exchange sender, Reading reading) {
        outcome = Outcome.CAPTURED;
        reading.match(new Capture());
    }

    @Override
    public Map<String, String> headers(Exchange sender) {
        return Headers.visible(sender);
    }

    private void understood(Reading.Understood understood) {
        signals = new TreeMap<>();
        understood
                .signals()
                .forEach(signal -> signals.merge(SignalType.of(signal).word(), 1, Integer::sum));
        touched = Touched.by(understood.signals());
        rejected = understood.rejected();
        detail = understood.reason();
    }

    @Override
    public void answered(int status, String code) {
        if (begun) {
            open.end(ids, hash, code.isEmpty());
        }
        boolean refused = !code.isEmpty();
        open.log()
                .add(new DeliveryRecord(
                        number,
                        at,
                        refused ? Outcome.REFUSED : outcome,
                        refused && reason.isEmpty() ? code : reason,
                        status,
                        bytes,
                        id,
                        secret,
                        signals,
                        rejected,
                        detail,
                        touched,
                        captured));
    }

    @Override
    public String key() {
        return exchange.segment("key");
    }

    @Override
    public @Nullable String header(String name) {
        return exchange.header(name);
    }

    @Override
    public Instant at() {
        return at;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Answers what was read without acting on it. */
    private final class Capture implements Reading.Cases<Capture> {
        @Override
        public Capture understood(Reading.Understood understood) {
            Push.this.understood(understood);
            List<Signal> first = understood
                    .signals()
                    .subList(0, Math.min(MOST_CAPTURED, understood.signals().size()));
            captured = new String(SignalCodec.write(first), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            Receipts.captured(exchange, signals, understood);
            return this;
        }

        @Override
        public Capture orders(Reading.Orders orders) {
            detail = orders.commands().stream().map(Command::inWords).collect(joining(", ", "would ", ""));
            Receipts.captured(exchange, signals, Reading.Understood.all(List.of()));
            return this;
        }

        @Override
        public Capture rejected(Reading.Rejected problem) {
            return notUnderstood(problem.problem());
        }

        @Override
        public Capture deadLetter(Reading.DeadLetter letter) {
            return notUnderstood(letter.problem());
        }

        private Capture notUnderstood(Problem problem) {
            detail = problem.detail();
            Receipts.capturedNothing(exchange, problem.detail());
            return this;
        }
    }
}
