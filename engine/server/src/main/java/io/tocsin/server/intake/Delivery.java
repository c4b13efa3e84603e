// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.response.Receipt;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.DeadLetterBody;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One body on its way in, from what the door made of it to the answer. Confined to the event loop of its exchange. */
final class Delivery implements Reading.Cases<Delivery> {
    /** The engine is starting, recovering or stopping. */
    static final Refusal NOT_READY =
            Refusal.of(503, "not-ready", "the engine is starting or stopping", "try again after Retry-After");

    /** More waits than the engine can fold soon. */
    static final Refusal OVERLOADED =
            Refusal.of(503, "overloaded", "the engine cannot take more now", "send the same again after Retry-After");

    /** What was read is not on a disk. */
    static final Refusal NOT_DURABLE =
            Refusal.of(503, "not-durable", "the signals could not be stored", "send the same again after Retry-After");

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final String SAMPLES = "Samples";
    private static final Receipt NOTHING = new Receipt(List.of());

    private final Intake intake;
    private final Exchange exchange;
    private final Inlet inlet;
    private final byte[] body;
    private final Form form;

    Delivery(Intake intake, Exchange exchange, Inlet inlet, byte[] body, Form form) {
        this.intake = intake;
        this.exchange = exchange;
        this.inlet = inlet;
        this.body = body;
        this.form = form;
    }

    /** Goes on with what a worker read. */
    void read(@Nullable Reading reading, @Nullable Throwable thrown) {
        if (reading == null) {
            throw new CompletionException("the door " + inlet.tool() + " failed", thrown);
        } else if (form.acts()) {
            reading.match(this);
        } else {
            form.captured(exchange, reading);
        }
    }

    @Override
    public Delivery understood(Reading.Understood understood) {
        if (understood.rejected() > 0) {
            intake.metrics().invalid(inlet.source(), "record", understood.rejected());
        }
        List<Signal> within = intake.cardinality().within(inlet.source(), understood.signals());
        int left = understood.signals().size() - within.size();
        if (left == 0) {
            accept(understood);
        } else if (form.whole() || within.isEmpty() && form.keeps()) {
            notUnderstood(Cardinality.problem(left));
        } else {
            Problem problem = Cardinality.problem(left);
            intake.metrics().invalid(inlet.source(), problem.code(), left);
            accept(new Reading.Understood(
                    within,
                    understood.rejected() + left,
                    understood.reason().isEmpty() ? problem.detail() : understood.reason(),
                    without(left, understood.taken())));
        }
        return this;
    }

    /** What was taken, in the words of a protocol that tells it, without the samples that were left out after that. */
    private static Map<String, Integer> without(int left, Map<String, Integer> taken) {
        Map<String, Integer> remaining = new HashMap<>(taken);
        remaining.computeIfPresent(SAMPLES, (what, count) -> Math.max(0, count - left));
        return remaining;
    }

    private void accept(Reading.Understood understood) {
        if (understood.signals().isEmpty()) {
            form.accepted(exchange, NOTHING, understood);
            return;
        }
        exchange.then(intake.engine().accept(understood.signals()), (receipt, thrown) -> {
            if (receipt == null) {
                notDurable(thrown);
            } else {
                intake.metrics().received(inlet.source(), receipt.ids().size());
                form.accepted(exchange, receipt, understood);
            }
        });
    }

    @Override
    public Delivery orders(Reading.Orders orders) {
        give(orders.commands().iterator());
        return this;
    }

    /** One after the other. One that no longer applies, because the alert is over or taken, is no mistake of the sender. */
    private void give(Iterator<Command> commands) {
        if (!commands.hasNext()) {
            form.accepted(exchange, NOTHING, Reading.Understood.all(List.of()));
            return;
        }
        Command command = commands.next();
        exchange.then(intake.engine().command(command), (result, thrown) -> {
            if (result == null) {
                notDurable(thrown);
                return;
            }
            LOG.atInfo()
                    .addKeyValue("source", inlet.source())
                    .addKeyValue("command", command.inWords())
                    .addKeyValue("applied", result.ok())
                    .log("command");
            give(commands);
        });
    }

    @Override
    public Delivery rejected(Reading.Rejected rejected) {
        return notUnderstood(rejected.problem());
    }

    @Override
    public Delivery deadLetter(Reading.DeadLetter letter) {
        return notUnderstood(letter.problem());
    }

    /** Who calls decides, not the door: a webhook's body is kept, a program is told. */
    private Delivery notUnderstood(Problem problem) {
        intake.metrics().invalid(inlet.source(), problem.code(), 1);
        if (form.keeps()) {
            keep(problem);
        } else {
            refuse(Refusal.of(problem));
        }
        return this;
    }

    private void keep(Problem problem) {
        Commit.DeadLetter kept = new Commit.DeadLetter(
                UUID.randomUUID().toString(),
                inlet.source(),
                intake.clock().millis(),
                problem.detail(),
                DeadLetterBody.of(inlet.tool(), body));
        exchange.then(intake.engine().deadLetter(kept), (done, thrown) -> {
            if (thrown != null) {
                notDurable(thrown);
            } else {
                form.deadLettered(exchange, problem.detail());
            }
        });
    }

    void refuse(Refusal refusal) {
        intake.metrics().rejected(inlet.source(), refusal.code());
        exchange.refuse(refusal);
    }

    private void notDurable(@Nullable Throwable thrown) {
        refuse(notAccepted(inlet, thrown));
    }

    /** What a sender is told when the engine did not take what was read; a human hears of it when it is more than load. */
    static Refusal notAccepted(Inlet inlet, @Nullable Throwable thrown) {
        if (thrown instanceof Engine.Overloaded) {
            return OVERLOADED;
        }
        LOG.atError().addKeyValue("source", inlet.source()).setCause(thrown).log("accepted nothing: not durable");
        return NOT_DURABLE;
    }
}
