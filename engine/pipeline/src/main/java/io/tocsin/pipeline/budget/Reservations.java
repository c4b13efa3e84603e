// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.log.Written;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reservations of one tenant: those that are open, the last that expired, because their cost may still be told, and
 * how the last ones ended, so that what is said twice is known. However many expire at once, they drive out nothing but
 * their own kind. Not thread-safe.
 */
final class Reservations {
    /** So many of the expired are remembered for however long. */
    private static final int EXPIRED_KEPT = 4_096;

    /** More than those are for so long, while there are not too many that are open. */
    private static final Duration EXPIRED_KEPT_FOR = Duration.ofHours(1);

    /** Of each kind: settled or released; expired and no more than that remembered. */
    private static final int ENDED_KEPT = 16_384;

    private final Map<String, Reservation> open = new HashMap<>();
    private final TreeSet<Reservation> byExpiry = new TreeSet<>();
    private final Map<String, Reservation> expired = new LinkedHashMap<>();
    private final Map<String, Ended> ended = new LinkedHashMap<>();
    private final Map<String, Ended> lapsed = new LinkedHashMap<>();

    /**
     * How a reservation ended.
     *
     * @param outcome {@code SETTLED}, {@code RELEASED}, or {@code UNKNOWN} when it expired and nobody told its cost
     * @param nanoUsd what was settled
     */
    record Ended(Outcome outcome, long nanoUsd) {}

    @Nullable Reservation open(String id) {
        return open.get(id);
    }

    int openCount() {
        return open.size();
    }

    /** Adds one that is made now. */
    void add(Reservation reservation) {
        open(reservation);
        forgetExpired(reservation.madeAt());
    }

    private void open(Reservation reservation) {
        open.put(reservation.id(), reservation);
        byExpiry.add(reservation);
    }

    /** Takes one that is open out. */
    @Nullable Reservation takeOpen(String id) {
        Reservation taken = open.remove(id);
        if (taken != null) {
            byExpiry.remove(taken);
        }
        return taken;
    }

    /** Takes one that has expired out. */
    @Nullable Reservation takeExpired(String id) {
        return expired.remove(id);
    }

    /** Lets one expire, if one is due. */
    @Nullable Reservation expire(Instant at) {
        if (byExpiry.isEmpty() || byExpiry.first().expiresAt().isAfter(at)) {
            return null;
        }
        Reservation due = byExpiry.first();
        takeOpen(due.id());
        expired.put(due.id(), due);
        forgetExpired(at);
        return due;
    }

    private void forgetExpired(Instant at) {
        while (expired.size() > EXPIRED_KEPT) {
            Reservation eldest = expired.values().iterator().next();
            boolean room = open.size() + expired.size() <= AdmissionFold.MAX_OPEN;
            if (room && !eldest.expiresAt().plus(EXPIRED_KEPT_FOR).isBefore(at)) {
                return;
            }
            expired.remove(eldest.id());
            put(lapsed, eldest.id(), new Ended(Outcome.UNKNOWN, 0));
        }
    }

    void ended(String id, Outcome outcome, long nanoUsd) {
        put(ended, id, new Ended(outcome, nanoUsd));
    }

    private static void put(Map<String, Ended> kind, String id, Ended end) {
        kind.put(id, end);
        if (kind.size() > ENDED_KEPT) {
            kind.remove(kind.keySet().iterator().next());
        }
    }

    Optional<Ended> ended(String id) {
        Ended end = ended.get(id);
        return Optional.ofNullable(end == null ? lapsed.get(id) : end);
    }

    /** What became of a reservation that is not open, in words that follow its name; empty when nothing is known of it. */
    String fate(String id) {
        if (expired.containsKey(id) || lapsed.containsKey(id)) {
            return "has expired";
        }
        Ended end = ended.get(id);
        return end == null ? "" : end.outcome == Outcome.SETTLED ? "was settled" : "was released";
    }

    void forEachOpen(Consumer<Reservation> visitor) {
        open.values().forEach(visitor);
    }

    void write(DataOutput out) throws IOException {
        write(out, byExpiry);
        write(out, expired.values());
        out.writeInt(ended.size() + lapsed.size());
        writeEnds(out, ended);
        writeEnds(out, lapsed);
    }

    private static void writeEnds(DataOutput out, Map<String, Ended> ends) throws IOException {
        for (Map.Entry<String, Ended> end : ends.entrySet()) {
            out.writeUTF(end.getKey());
            out.writeByte(end.getValue().outcome.ordinal());
            out.writeLong(end.getValue().nanoUsd);
        }
    }

    private static void write(DataOutput out, Collection<Reservation> reservations) throws IOException {
        out.writeInt(reservations.size());
        for (Reservation reservation : reservations) {
            out.writeUTF(reservation.id());
            text(out, reservation.payer().team());
            text(out, reservation.payer().user());
            text(out, reservation.payer().feature());
            out.writeLong(reservation.nanoUsd());
            Written.time(out, reservation.madeAt());
            Written.time(out, reservation.expiresAt());
        }
    }

    /** Reads what {@link #write} wrote. @param holds what a payer's reservation of a time holds */
    void read(DataInput in, BiFunction<Ask.Payer, Instant, List<Reservation.Hold>> holds) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            open(reservation(in, holds));
        }
        for (int left = in.readInt(); left > 0; left--) {
            Reservation one = reservation(in, (payer, madeAt) -> List.of());
            expired.put(one.id(), one);
        }
        for (int left = in.readInt(); left > 0; left--) {
            String id = in.readUTF();
            Ended end = new Ended(Outcome.values()[in.readByte()], in.readLong());
            (end.outcome == Outcome.UNKNOWN ? lapsed : ended).put(id, end);
        }
    }

    private static Reservation reservation(DataInput in, BiFunction<Ask.Payer, Instant, List<Reservation.Hold>> holds)
            throws IOException {
        String id = in.readUTF();
        Ask.Payer payer = new Ask.Payer(text(in), text(in), text(in));
        long nano = in.readLong();
        Instant madeAt = Written.requiredTime(in);
        Instant expiresAt = Written.requiredTime(in);
        return new Reservation(id, payer, nano, madeAt, expiresAt, holds.apply(payer, madeAt));
    }

    private static void text(DataOutput out, @Nullable String text) throws IOException {
        out.writeUTF(text == null ? "" : text);
    }

    private static @Nullable String text(DataInput in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? null : text;
    }
}
