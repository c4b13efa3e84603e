// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Batches of native events as {@code POST /api/v1/events}, each id once. Not thread-safe. */
public final class EventRequests implements Requests {
    private static final int TEMPLATES = 32;

    private final List<EventBatch> templates = new ArrayList<>();
    private final List<byte[]> headers = new ArrayList<>();
    private final int size;
    private final Clock clock;
    private long nextId;
    private int nextTemplate;

    /**
     * Requests to a server.
     *
     * @param server its base address
     * @param size events in a request
     * @param users how many users the events are spread over
     * @param firstId number of the first event id; runs against one server must not overlap
     * @param clock gives the events their time
     */
    public EventRequests(URI server, int size, int users, long firstId, Clock clock) {
        this.size = size;
        this.clock = clock;
        this.nextId = firstId;
        for (int seed = 0; seed < TEMPLATES; seed++) {
            EventBatch batch = new EventBatch(size, users, seed);
            templates.add(batch);
            headers.add(header(server, batch.bytes().length));
        }
    }

    static byte[] header(URI server, int length) {
        return ("POST /api/v1/events HTTP/1.1\r\nHost: " + server.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(ByteBuffer buffer) {
        EventBatch batch = templates.get(nextTemplate);
        buffer.put(headers.get(nextTemplate));
        nextTemplate = (nextTemplate + 1) % TEMPLATES;
        batch.stamp(nextId, clock.instant());
        nextId += size;
        buffer.put(batch.bytes());
    }

    @Override
    public int maxBytes() {
        int most = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            most = Math.max(most, headers.get(i).length + templates.get(i).bytes().length);
        }
        return most;
    }

    @Override
    public int eventsEach() {
        return size;
    }

    /** Number of the event id after the last one written. */
    public long nextId() {
        return nextId;
    }
}
