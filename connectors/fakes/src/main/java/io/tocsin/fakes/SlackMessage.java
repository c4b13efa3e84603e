// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as Slack keeps it. Immutable: an update makes a new one under the same {@code ts}.
 *
 * @param channel channel id, such as {@code C0A1B2C3D4}
 * @param ts the message's identity within its channel
 * @param threadTsOrNull the parent's ts for a reply
 * @param userOrNull the only reader of an ephemeral message
 * @param text the text, or the first attachment's fallback when there is none
 * @param blocks the Block Kit blocks as JSON text, empty when there were none
 * @param metadata the message metadata as JSON text, empty when there is none
 * @param updates how often it was updated
 * @param at time of posting
 */
public record SlackMessage(
        String channel,
        String ts,
        @Nullable String threadTsOrNull,
        @Nullable String userOrNull,
        String text,
        String blocks,
        String metadata,
        int updates,
        Instant at) {

    /** The parent's ts; empty for a message that is no reply. */
    public Optional<String> threadTs() {
        return Optional.ofNullable(threadTsOrNull);
    }

    /** The only reader; empty for a message the whole channel sees. */
    public Optional<String> ephemeralTo() {
        return Optional.ofNullable(userOrNull);
    }

    SlackMessage updated(String newText, String newBlocks, String newMetadata) {
        return new SlackMessage(
                channel, ts, threadTsOrNull, userOrNull, newText, newBlocks, newMetadata, updates + 1, at);
    }
}
