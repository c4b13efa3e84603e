// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Our own events, one a line, read as the door reads them. Nothing is stamped anew: an event without a time is not
 * understood. Stateless.
 */
final class NdjsonFormat implements TraceFormat {
    /** Later than any event may be, so that an event that got its time from here is told apart. */
    private static final Instant NEVER = Instant.parse("2199-01-01T00:00:00Z");

    private final PriceBook prices;

    NdjsonFormat(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public TraceRow read(long line, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Instant received = NEVER.plusSeconds(line);
        Message message = new Message(body, "application/x-ndjson", Map.of(), "default", received);
        return SignalCodec.readNative(message, prices).match(new Reading.Cases<TraceRow>() {
            @Override
            public TraceRow understood(Reading.Understood understood) {
                return row(line, received, understood.signals());
            }

            @Override
            public TraceRow orders(Reading.Orders orders) {
                return row(line, received, List.of());
            }

            @Override
            public TraceRow rejected(Reading.Rejected rejected) {
                String place = rejected.problem().field();
                return new TraceRow.Bad(line, (place + " " + rejected.problem().detail()).strip());
            }

            @Override
            public TraceRow deadLetter(Reading.DeadLetter deadLetter) {
                return new TraceRow.Bad(line, deadLetter.problem().detail());
            }
        });
    }

    private static TraceRow row(long line, Instant received, List<Signal> signals) {
        if (signals.isEmpty()) {
            return new TraceRow.Bad(line, "must be an event");
        }
        Instant at = signals.get(0).at();
        return at.equals(received)
                ? new TraceRow.Bad(line, "at must be told: a replay runs on the time of its events")
                : new TraceRow.Read(line, at, signals);
    }

    @Override
    public List<String> assumptions() {
        return List.of(
                "Costs are those the events report; where they report none, the price book's on the day of the event.");
    }
}
