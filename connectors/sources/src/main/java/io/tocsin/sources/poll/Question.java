// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one provider is asked, and what its answers mean. It asks nothing itself; pure and thread-safe. The same answer gives
 * signals of the same ids, so that asking twice, or by two members, tells nothing twice.
 */
public interface Question {

    /** Where a round begins. @param now time of the round */
    URI first(Instant now);

    /** Headers of every request, credentials among them. */
    Map<String, String> headers();

    /** What one answer says. @param asked the address it came from */
    Answer read(Message answer, URI asked);

    /**
     * What one answer says.
     *
     * @param reading signals, or why there are none; the round has failed when it was not understood at all
     * @param next where the round goes on; empty when it is over
     */
    record Answer(Reading reading, Optional<URI> next) {}
}
