// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Short ways to write a commit in a test. */
public final class Commits {
    /** Log time of seq 0; entry n is n seconds later. */
    public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private Commits() {}

    /** An entry at its own second, with its seq as text. */
    public static LogRecord entry(long seq) {
        return entry(seq, Long.toString(seq).getBytes(StandardCharsets.UTF_8));
    }

    /** An entry at its own second. */
    public static LogRecord entry(long seq, byte[] payload) {
        return new LogRecord(seq, START.plusSeconds(seq), (byte) 1, payload);
    }

    /** Log entries only. */
    public static Commit log(LogRecord... entries) {
        return new Commit(List.of(entries), List.of(), List.of(), List.of(), Optional.empty());
    }

    /** The entries from one seq to another, both included. */
    public static Commit log(long from, long to) {
        return log(LongStream.rangeClosed(from, to).mapToObj(Commits::entry).toArray(LogRecord[]::new));
    }

    /** A page decided at the second of an entry. */
    public static OutboxItem page(String id, long seq) {
        return new OutboxItem(id, "page", "{\"alert\":\"" + id + "\"}", START.plusSeconds(seq));
    }

    /** Intents only. */
    public static Commit intents(OutboxItem... intents) {
        return new Commit(List.of(), List.of(intents), List.of(), List.of(), Optional.empty());
    }

    /** Settled ids only. */
    public static Commit settled(String... ids) {
        return new Commit(List.of(), List.of(), List.of(ids), List.of(), Optional.empty());
    }

    /** A dead letter that arrived days after the start. */
    public static Commit.DeadLetter letter(String id, long days) {
        long at = START.toEpochMilli() + days * 86_400_000L;
        return new Commit.DeadLetter(id, "grafana", at, "not JSON", id.getBytes(StandardCharsets.UTF_8));
    }

    /** Dead letters only. */
    public static Commit deadLetters(Commit.DeadLetter... letters) {
        return new Commit(List.of(), List.of(), List.of(), List.of(letters), Optional.empty());
    }

    /** A checkpoint of {@code key=value} pieces; an empty value removes the key. */
    public static Commit checkpoint(long seq, String... pieces) {
        List<Commit.Piece> changed = Arrays.stream(pieces).map(Commits::piece).toList();
        return new Commit(List.of(), List.of(), List.of(), List.of(), Optional.of(new Commit.Checkpoint(seq, changed)));
    }

    private static Commit.Piece piece(String text) {
        int split = text.indexOf('=');
        return new Commit.Piece(
                text.substring(0, split), text.substring(split + 1).getBytes(StandardCharsets.UTF_8));
    }
}
