// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Single events that must raise an alert: one request of 60 dollars, each by a user, team, feature and session of its own,
 * so that no alert is held back because of the one before. Writing is confined to one thread; {@link #sentNanos} is
 * thread-safe.
 */
public final class ProbeRequests implements Requests {
    private static final int MAX_BYTES = 2_048;

    private final URI server;
    private final Clock clock;
    private final AtomicLongArray sent;
    private final int first;
    private int next;

    /**
     * Probes for a server.
     *
     * @param first number of the first; probes that serve one server must not share numbers
     * @param most how many may be written
     */
    public ProbeRequests(URI server, int first, int most, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.first = first;
        this.sent = new AtomicLongArray(most);
    }

    /** The word by which a probe is found in what the server says. */
    public static String word(int probe) {
        return String.format(Locale.ROOT, "probe-%06d", probe);
    }

    @Override
    public void write(ByteBuffer buffer) {
        String word = word(first + next);
        byte[] body = ("{\"type\":\"llm.call\",\"id\":\"" + word + "\",\"at\":\"" + clock.instant()
                        + "\",\"source\":\"bench\",\"team\":\"" + word + "\",\"user\":\"" + word + "\",\"feature\":\""
                        + word
                        + "\",\"session\":\"" + word + "\",\"provider\":\"anthropic\",\"model\":\"claude-opus-5\""
                        + ",\"tokens\":{\"input\":40000,\"output\":8000},\"costUsd\":60.0,\"status\":200"
                        + ",\"stopReason\":\"end_turn\",\"latencySeconds\":4.2}")
                .getBytes(StandardCharsets.US_ASCII);
        buffer.put(EventRequests.header(server, body.length));
        buffer.put(body);
        sent.set(next, System.nanoTime());
        next++;
    }

    /** When a probe was written, as {@link System#nanoTime}; 0 when it has not been. */
    public long sentNanos(int probe) {
        return sent.get(probe - first);
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public int eventsEach() {
        return 1;
    }
}
