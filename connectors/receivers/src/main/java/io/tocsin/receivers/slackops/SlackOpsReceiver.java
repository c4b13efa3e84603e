// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import io.tocsin.camel.slackops.SlackOpsConstants;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Wire;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/**
 * Pages through Slack: one message per alert, kept up to date, with its history in the thread. The reference is channel id
 * and message, {@code C0A1B2C3D4:1503435956.000247}.
 *
 * <p>A page without a reference is a new message, once: see {@link Posts}. Thread-safe.
 */
final class SlackOpsReceiver implements Receiver {
    private final String name;
    private final Wire wire;
    private final Posts posts;

    SlackOpsReceiver(String name, CamelContext context, String scheme, Clock clock) {
        this.name = name;
        this.wire = new Wire(context, scheme);
        this.posts = new Posts(name, wire, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery deliver(Page page, Optional<String> reference) {
        Optional<Posted> posted = reference.flatMap(Posted::of);
        return posted.isPresent() ? follow(page, posted.get()) : posts.post(page);
    }

    /** Updating twice is updating once, so the reply, which is not, comes last. */
    private Delivery follow(Page page, Posted posted) {
        Delivery updated = wire.send("update", SlackOpsMessage.of(page), posted.headers(), Posts::reference);
        if (updated instanceof Delivery.Refused refused) {
            return gone(refused) ? posts.post(page) : refused;
        }
        if (!(updated instanceof Delivery.Accepted)) {
            return updated;
        }
        Delivery replied =
                wire.send("thread", SlackOpsMessage.reply(page), posted.headers(), answer -> posted.reference());
        return replied instanceof Delivery.Refused ? updated : replied;
    }

    /** The message was deleted or is too old to change: people are told anew. */
    private static boolean gone(Delivery.Refused refused) {
        return refused.reason().contains("message_not_found")
                || refused.reason().contains("cant_update_message")
                || refused.reason().contains("edit_window_closed");
    }

    /** A message that is in Slack. */
    private record Posted(String channel, String ts) {
        static Optional<Posted> of(String reference) {
            int colon = reference.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Posted(reference.substring(0, colon), reference.substring(colon + 1)));
        }

        String reference() {
            return channel + ":" + ts;
        }

        Map<String, String> headers() {
            return Map.of(SlackOpsConstants.CHANNEL, channel, SlackOpsConstants.TS, ts);
        }
    }
}
