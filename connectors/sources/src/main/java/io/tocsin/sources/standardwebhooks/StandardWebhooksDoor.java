// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.standardwebhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalCodec;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Body;
import io.tocsin.sources.wire.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Standard Webhooks whose {@code data} is an event of Tocsin's own format: {@code type} is that of the event, with
 * or without {@code io.tocsin.} before it; the delivery's id and time stand in where the event tells none. Events of
 * other types are dead letters; the generic door reads them. Thread-safe.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>, read at b2fa7b87
 */
public final class StandardWebhooksDoor implements Door {
    private static final String OWN = "io.tocsin.";

    private final PriceBook prices;

    /** A door that prices calls by this book. */
    public StandardWebhooksDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Body body = Body.of(message.body());
        Optional<Problem> problem = body.problem().or(() -> problem(body));
        if (problem.isPresent()) {
            return new Reading.DeadLetter(problem.get());
        }
        byte[] event = Body.bytes(event(body.value(), message.headers().get("webhook-id")));
        return SignalCodec.readNative(
                        new Message(
                                event, "application/json", message.headers(), message.tenant(), message.receivedAt()),
                        prices)
                .kept();
    }

    private static Optional<Problem> problem(Body body) {
        Node envelope = body.value();
        if (body.values().size() != 1 || !envelope.at("data").isObject()) {
            return Optional.of(Problems.value("schema", "data", "must be an object, the event", ""));
        }
        return type(envelope) == null
                ? Optional.of(Problems.value(
                        "schema",
                        "type",
                        "is none of Tocsin's events",
                        "send a type such as alert or io.tocsin.alert, or map it with the generic door"))
                : Optional.empty();
    }

    private static @Nullable SignalType type(Node envelope) {
        String type = envelope.text("type", "");
        return SignalType.of(type.startsWith(OWN) ? type.substring(OWN.length()) : type);
    }

    private static ObjectNode event(Node envelope, @Nullable String id) {
        ObjectNode event = envelope.at("data").json().deepCopy();
        SignalType type = type(envelope);
        event.put("type", type == null ? "" : type.word());
        ifMissing(event, "id", id);
        ifMissing(event, "at", envelope.text("timestamp"));
        ifMissing(event, "source", "standard-webhooks");
        return event;
    }

    private static void ifMissing(ObjectNode event, String name, @Nullable String value) {
        if (!event.hasNonNull(name) && value != null) {
            event.put(name, value);
        }
    }
}
