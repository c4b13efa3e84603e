// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A batch of native events, written down once and stamped anew for each sending: ids, times, users and sessions have a
 * fixed width and are overwritten in place, so that making a batch costs the generator next to nothing. Not thread-safe.
 */
public final class EventBatch {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int ID_DIGITS = 12;
    private static final int USER_DIGITS = 6;
    private static final int SESSIONS_PER_USER = 4;
    private static final int STEP = 7_919;
    private static final String[] MODELS = {"claude-haiku-4-5", "claude-sonnet-5", "claude-opus-5"};

    private final byte[] bytes;
    private final int users;
    private final List<Slots> slots = new ArrayList<>();
    private long stampedMillis = -1;
    private byte[] time = {};

    /** Where the parts of one event stand that change. */
    private record Slots(int id, int at, int user, int session) {}

    /**
     * A batch of the given size; equal seeds give equal batches.
     *
     * @param size events in the batch; a batch of one is written as an object, others as an array
     * @param users how many users the events are spread over, at most 250,000
     * @param seed of everything that is drawn
     */
    public EventBatch(int size, int users, long seed) {
        this.users = users;
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(size == 1 ? "" : "[");
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",\n");
            append(text, random);
        }
        text.append(size == 1 ? "" : "]");
        this.bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void append(StringBuilder text, Random random) {
        text.append("{\"type\":\"llm.call\",\"id\":\"bench-");
        int id = text.length();
        text.append("0".repeat(ID_DIGITS)).append("\",\"at\":\"");
        int at = text.length();
        text.append(TIME.format(Instant.EPOCH)).append("\",\"source\":\"bench\",\"team\":\"team-");
        text.append(random.nextInt(12)).append("\",\"user\":\"user-");
        int user = text.length();
        text.append("0".repeat(USER_DIGITS)).append("\",\"feature\":\"feature-").append(random.nextInt(30));
        text.append("\",\"session\":\"session-");
        int session = text.length();
        text.append("0".repeat(USER_DIGITS)).append("\",\"workspace\":\"prod\",\"provider\":\"anthropic\"");
        slots.add(new Slots(id, at, user, session));
        call(text, random);
    }

    private static void call(StringBuilder text, Random random) {
        int input = 200 + random.nextInt(6_000);
        int output = 50 + random.nextInt(1_500);
        text.append(",\"model\":\"").append(MODELS[random.nextInt(MODELS.length)]);
        text.append("\",\"tokens\":{\"input\":").append(input);
        text.append(",\"cacheRead\":")
                .append(random.nextInt(20_000))
                .append(",\"output\":")
                .append(output);
        text.append("},\"costUsd\":0.0").append(10_000 + random.nextInt(30_000));
        text.append(",\"status\":200,\"stopReason\":\"end_turn\",\"latencySeconds\":");
        text.append(1 + random.nextInt(6)).append('.').append(random.nextInt(10));
        text.append(",\"serviceTier\":\"standard\",\"region\":\"us\"}");
    }

    /** Gives the events new ids from a number on, a time, and the users and sessions that go with the ids. */
    public void stamp(long firstId, Instant now) {
        if (now.toEpochMilli() != stampedMillis) {
            stampedMillis = now.toEpochMilli();
            time = TIME.format(now).getBytes(StandardCharsets.US_ASCII);
        }
        long id = firstId;
        for (Slots slot : slots) {
            digits(id, slot.id(), ID_DIGITS);
            System.arraycopy(time, 0, bytes, slot.at(), time.length);
            long user = id * STEP % users;
            digits(user, slot.user(), USER_DIGITS);
            digits(user * SESSIONS_PER_USER + id % SESSIONS_PER_USER, slot.session(), USER_DIGITS);
            id++;
        }
    }

    private void digits(long number, int at, int width) {
        long rest = number;
        for (int i = at + width - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The batch as it is stamped now; read only, and overwritten by the next {@link #stamp}. */
    public byte[] bytes() {
        return bytes;
    }
}
