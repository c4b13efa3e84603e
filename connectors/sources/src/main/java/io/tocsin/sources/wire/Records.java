// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalGate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a message record by record. What is understood is taken, the rest is counted with a reason; when nothing is
 * understood the whole message is refused or kept as a dead letter.
 */
public final class Records {

    /** Reads one record of a message. */
    @FunctionalInterface
    public interface Reader {
        /** Hands what it finds to the gate, nothing if the record is of no interest; or says why it cannot. */
        Optional<Problem> read(Node record, SignalGate gate);
    }

    private Records() {}

    /** For senders that can be told: refused when nothing is understood. */
    public static Reading orReject(Message message, PriceBook prices, String source, Reader reader) {
        return read(message, new SignalGate(message, prices, source), reader, Reading.Rejected::new);
    }

    /** For senders that drop what is refused: a dead letter when nothing is understood. */
    public static Reading orDeadLetter(Message message, PriceBook prices, String source, Reader reader) {
        return read(message, new SignalGate(message, prices, source), reader, Reading.DeadLetter::new);
    }

    /** The problem that a record is not of the expected kind. */
    public static Optional<Problem> unknown(String expected) {
        return Optional.of(Problems.value("schema", "", "is not " + expected, "check which address the tool sends to"));
    }

    /** A body that is one record, also when it is a list: a dead letter when nothing of it is understood. */
    public static Reading whole(Message message, PriceBook prices, String source, Reader reader) {
        Body body = Body.of(message.body());
        SignalGate gate = new SignalGate(message, prices, source);
        Optional<Problem> problem = body.problem().or(() -> reader.read(body.value(), gate));
        if (problem.isEmpty()) {
            return gate.understood();
        }
        return gate.signals().isEmpty()
                ? new Reading.DeadLetter(problem.get())
                : new Reading.Understood(gate.signals(), 1, problem.get().detail());
    }

    private static Reading read(Message message, SignalGate gate, Reader reader, Function<Problem, Reading> refusal) {
        Body body = Body.of(message.body());
        if (body.problem().isPresent()) {
            return refusal.apply(body.problem().get());
        }
        List<Node> records = body.records();
        int rejected = 0;
        Problem first = null;
        for (int i = 0; i < records.size(); i++) {
            Optional<Problem> problem = reader.read(records.get(i), gate);
            if (problem.isPresent()) {
                rejected++;
                first = first == null ? SignalGate.at(i, problem.get()) : first;
            }
        }
        if (first == null) {
            return gate.understood();
        }
        return rejected == records.size() && gate.signals().isEmpty()
                ? refusal.apply(first)
                : new Reading.Understood(gate.signals(), rejected, first.detail());
    }
}
