// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.statuspage;

import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.sources.poll.Question;
import io.tocsin.sources.wire.Records;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a status page for {@code summary.json}: how every component stands now. The page's own indicator is not read, because it
 * has been seen at "minor" with four components out.
 *
 * @param source the source of its signals
 * @param summary the address
 * @param components names or ids of those that matter; empty for all
 * @param prices needed by the gate; a status costs nothing
 */
public record StatusQuestion(String source, URI summary, Set<String> components, PriceBook prices) implements Question {

    /** Copies the set. */
    public StatusQuestion {
        components = Set.copyOf(components);
    }

    @Override
    public URI first(Instant now) {
        return summary;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Accept", "application/json");
    }

    @Override
    public Answer read(Message answer, URI asked) {
        Summary reader = new Summary(components, answer.receivedAt());
        return new Answer(Records.orReject(answer, prices, source, reader::read), Optional.empty());
    }
}
