// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudevents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalCodec;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CloudEvents 1.0 in structured, batch and binary mode. An event of type {@code io.tocsin.<native type>} carries
 * a native event as data; id, time and source of the envelope stand in where the data tells none. Events of other types
 * are authentic but not understood: alone they become a dead letter, in a batch they are counted.
 *
 * <p>The native events of a batch are taken all or none. Thread-safe.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>
 */
public final class CloudEventsDoor implements Door {
    private final PriceBook prices;

    /** A door that prices calls by this book. */
    public CloudEventsDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return message.headers().containsKey("ce-specversion") ? binary(message) : structured(message);
    }

    private Reading binary(Message message) {
        Envelope envelope = Envelope.ofHeaders(message.headers());
        Optional<Problem> invalid = envelope.problem();
        if (invalid.isPresent()) {
            return new Reading.Rejected(invalid.get());
        }
        if (!envelope.carriesNative()) {
            return new Reading.DeadLetter(unknown(envelope));
        }
        Body data = Body.of(message.body());
        return data.problem().isPresent()
                ? new Reading.Rejected(data.problem().get())
                : natives(List.of(envelope.carrying(data.value())), message, 0, "");
    }

    private Reading structured(Message message) {
        Body body = Body.of(message.body());
        if (body.problem().isPresent()) {
            return new Reading.Rejected(body.problem().get());
        }
        boolean batch = body.records().size() != 1 || body.value().isArray();
        List<Envelope> natives = new ArrayList<>();
        int unknown = 0;
        Problem first = null;
        for (int i = 0; i < body.records().size(); i++) {
            Envelope envelope = Envelope.ofJson(body.records().get(i));
            Optional<Problem> invalid = envelope.problem();
            if (invalid.isPresent()) {
                return new Reading.Rejected(batch ? SignalGate.at(i, invalid.get()) : invalid.get());
            }
            if (envelope.carriesNative()) {
                natives.add(envelope);
            } else {
                unknown++;
                first = first == null ? unknown(envelope) : first;
            }
        }
        return natives.isEmpty() && first != null
                ? new Reading.DeadLetter(first)
                : natives(natives, message, unknown, first == null ? "" : first.detail());
    }

    private Reading natives(List<Envelope> envelopes, Message message, int unknown, String reason) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        for (Envelope envelope : envelopes) {
            events.add(envelope.nativeEvent());
        }
        Message translated = new Message(
                Body.bytes(events), "application/json", message.headers(), message.tenant(), message.receivedAt());
        return SignalCodec.readNative(translated, prices).match(new Reading.Cases<>() {
            @Override
            public Reading understood(Reading.Understood all) {
                return new Reading.Understood(all.signals(), unknown, reason);
            }

            @Override
            public Reading orders(Reading.Orders orders) {
                return orders;
            }

            @Override
            public Reading rejected(Reading.Rejected rejected) {
                return rejected;
            }

            @Override
            public Reading deadLetter(Reading.DeadLetter letter) {
                return letter;
            }
        });
    }

    private static Problem unknown(Envelope envelope) {
        return Problems.value(
                "cloudevent-type",
                "type",
                "is not one that is understood here: " + envelope.shownType(),
                "send io.tocsin.<native type>, such as io.tocsin.llm.call");
    }
}
