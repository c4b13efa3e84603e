// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.time.Instant;
import java.util.Optional;

/** Reads any JSON by the first mapping that says the message is its own. Thread-safe. */
public final class GenericDoor implements Door {
    private final PriceBook prices;
    private final Mappings mappings;

    /** A door that reads by these mappings. */
    public GenericDoor(PriceBook prices, Mappings mappings) {
        this.prices = prices;
        this.mappings = mappings;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.whole(message, prices, "generic", (body, gate) -> body(body, gate, receivedAt));
    }

    private Optional<Problem> body(Node body, SignalGate gate, Instant receivedAt) {
        Work work = new Work(body);
        if (work.isTooLarge()) {
            return Optional.of(Problems.value(
                    "mapping-limits",
                    "",
                    "the body holds more than " + Work.MOST_VALUES + " values",
                    "have the tool send less at once"));
        }
        return mappings.all().stream()
                .filter(mapping -> mapping.applies(work))
                .findFirst()
                .map(mapping -> mapping.read(work, gate, receivedAt))
                .orElseGet(() -> Optional.of(Problems.value(
                        "unmapped",
                        "",
                        "no mapping says that this body is its own",
                        "write one in the mappings file")));
    }
}
